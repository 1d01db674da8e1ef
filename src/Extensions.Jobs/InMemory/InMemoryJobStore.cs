using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>
/// All jobs of a process, behind one lock: no operation holds it for longer than it takes to find a few neighbours in an index.
/// Repository, queue and notifier share one.
/// </summary>
/// <param name="time">The store's time is its time.</param>
internal sealed partial class InMemoryJobStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredJob> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobsOfName> _names = new(StringComparer.Ordinal);
    private readonly TimeIndex _tombstones = new(StoredJob.ByNumber);
    private readonly NodeTable _nodes = new();
    private long _lastNumber;

    public JobSubscriptions Subscriptions { get; } = new();

    private DateTimeOffset Now => JobTime.Floor(time.GetUtcNow());

    public JobAdded Add(Job job, JobLimits limits)
    {
        lock (_gate)
        {
            var header = job.Header;
            if (_jobs.ContainsKey(header.Id))
            {
                return JobAdded.Added;
            }

            var owner = OfName(header.Name).OfOwner(header.Owner);
            if (Refuse(header, owner, limits) is { } refusal)
            {
                return refusal;
            }

            var stored = new StoredJob(job, ++_lastNumber, owner);
            _jobs.Add(header.Id, stored);
            owner.Known++;
            if (header.Key is { } key)
            {
                owner.HoldKey(key.Value, stored);
            }

            Enter(stored);
            return JobAdded.Added;
        }
    }

    public IReadOnlyList<Job> Find(IReadOnlyCollection<string> ids, JobParts parts)
    {
        var distinct = ids.Count > 1 ? ids.ToHashSet(StringComparer.Ordinal) : ids;
        var found = new List<Job>(distinct.Count);
        lock (_gate)
        {
            foreach (var id in distinct)
            {
                if (_jobs.TryGetValue(id, out var stored))
                {
                    found.Add(stored.Read(parts));
                }
            }
        }

        return found;
    }

    public bool TryUpdate(JobUpdate update)
    {
        lock (_gate)
        {
            var next = update.Header;
            if (
                !_jobs.TryGetValue(next.Id, out var stored)
                || stored.Header.Version != next.Version - 1
                || (next.Claim == next.Version && !_nodes.IsLive(next.Node))
            )
            {
                return false;
            }

            Write(stored, update);
            return true;
        }
    }

    public IReadOnlyList<JobCounts> Count(IReadOnlyCollection<string> names, DateTimeOffset before)
    {
        lock (_gate)
        {
            return [.. names.Select(name => Find(name)?.Count(name, before) ?? new JobCounts(name, 0, 0, null, 0))];
        }
    }

    private static JobAdded? Refuse(JobHeader job, JobsOfOwner owner, JobLimits limits)
    {
        if (job.Key is { } key && owner.FindHolder(key.Value, job.Created) is { } holder)
        {
            return new JobAdded(Existing: holder.Header);
        }

        if (owner.Unfinished >= limits.UnfinishedPerOwner)
        {
            return new JobAdded(Refused: JobLimit.UnfinishedPerOwner);
        }

        return owner.OfName.Listing.CountOf(JobState.Queued) >= limits.QueueLength
            ? new JobAdded(Refused: JobLimit.QueueLength)
            : null;
    }

    private JobsOfName OfName(string name)
    {
        if (!_names.TryGetValue(name, out var jobs))
        {
            _names.Add(name, jobs = new JobsOfName());
        }

        return jobs;
    }

    private JobsOfName? Find(string name) => _names.GetValueOrDefault(name);
}
