using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>The jobs of one name: its queue, and each set that is read or counted in an order of its own.</summary>
internal sealed class JobsOfName
{
    private readonly Dictionary<string, JobsOfOwner> _owners = new(StringComparer.Ordinal);

    public ReadyJobs Ready { get; } = new();

    /// <summary>Queued for a later time, until a claim finds that it has come.</summary>
    public TimeIndex Later { get; } = new(StoredJob.ByNumber);

    /// <summary>Finished, not removed, by the end of their retention.</summary>
    public TimeIndex Expiring { get; } = new(StoredJob.ByNumber);

    /// <summary>Those that owe a clean-up, by when it is due.</summary>
    public TimeIndex Cleanups { get; } = new(StoredJob.ByNumber);

    public JobListing Listing { get; } = new();

    public JobsOfOwner OfOwner(string owner)
    {
        if (!_owners.TryGetValue(owner, out var jobs))
        {
            _owners.Add(owner, jobs = new JobsOfOwner(owner, this));
        }

        return jobs;
    }

    public JobsOfOwner? FindOwner(string owner) => _owners.GetValueOrDefault(owner);

    /// <summary>Forgets an owner of whom no job is known any more.</summary>
    public void Forget(JobsOfOwner owner) => _owners.Remove(owner.Owner);

    public void Enqueue(JobHeader job, StoredJob stored)
    {
        stored.IsReady = job.Due is null;
        if (stored.IsReady)
        {
            Ready.Add(job.Created, stored);
        }
        else
        {
            Later.Add(job.Due!.Value, stored);
        }
    }

    public void Dequeue(JobHeader job, StoredJob stored)
    {
        if (stored.IsReady)
        {
            Ready.Remove(job.Due ?? job.Created, stored);
        }
        else
        {
            Later.Remove(job.Due!.Value, stored);
        }
    }

    /// <summary>Moves what has become due to the others that are.</summary>
    public void Promote(DateTimeOffset now)
    {
        while (Later.First is { } first && first.Time <= now)
        {
            Later.Remove(first.Time, first.Job);
            first.Job.IsReady = true;
            Ready.Add(first.Time, first.Job);
        }
    }

    public JobCounts Count(string name, DateTimeOffset before)
    {
        DateTimeOffset?[] oldests = [Ready.Oldest, Later.First?.Time];
        return new JobCounts(
            name,
            Listing.CountOf(JobState.Queued),
            Ready.CountTo(before) + Later.CountTo(before),
            oldests.Min() is { } oldest && oldest <= before ? oldest : null,
            Listing.CountOf(JobState.Running)
        );
    }
}
