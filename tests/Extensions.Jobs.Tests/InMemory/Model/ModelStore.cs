using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.InMemory.Model;

/// <summary>What a store is, without an index: each answer is read from a list of all jobs.</summary>
internal sealed class ModelStore
{
    // In the order in which the store got them.
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, ModelNode> _nodes = [];

    public JobAdded Add(Job job, JobLimits limits)
    {
        var header = job.Header;
        if (_jobs.Any(other => other.Header.Id == header.Id))
        {
            return JobAdded.Added;
        }

        var holder = _jobs.FindIndex(other => header.Key is { } key && HasKey(other.Header, header, key.Value));
        if (holder >= 0 && _jobs[holder].Header.Key!.Expires > header.Created)
        {
            return new JobAdded(Existing: _jobs[holder].Header);
        }

        var ofName = _jobs.Select(other => other.Header).Where(other => other.Name == header.Name).ToList();
        if (ofName.Count(other => other.Owner == header.Owner && !other.IsFinal) >= limits.UnfinishedPerOwner)
        {
            return new JobAdded(Refused: JobLimit.UnfinishedPerOwner);
        }

        if (ofName.Count(other => other.State == JobState.Queued) >= limits.QueueLength)
        {
            return new JobAdded(Refused: JobLimit.QueueLength);
        }

        if (holder >= 0)
        {
            _jobs[holder] = _jobs[holder] with { Header = _jobs[holder].Header with { Key = null } };
        }

        _jobs.Add(job);
        return JobAdded.Added;
    }

    public IEnumerable<Job> All => _jobs;

    public bool TryUpdate(JobUpdate update)
    {
        var next = update.Header;
        var at = _jobs.FindIndex(job => job.Header.Id == next.Id && job.Header.Version == next.Version - 1);
        if (at < 0 || (next.Claim == next.Version && !IsLive(next.Node)))
        {
            return false;
        }

        var job = _jobs[at];
        _jobs[at] = new Job(
            next with
            {
                Key = job.Header.Key,
            },
            update.Payloads == JobPayloads.DropAll ? default : job.Input,
            update.Payloads switch
            {
                JobPayloads.Keep => job.Output,
                JobPayloads.SetOutput => update.Output,
                _ => default,
            }
        );
        return true;
    }

    public IReadOnlyList<Job> Claim(string node, IReadOnlyList<JobDemand> demand, DateTimeOffset now)
    {
        var claimed = new List<Job>();
        foreach (var type in IsLive(node) ? demand : [])
        {
            var due = _jobs
                .Where(job =>
                    type.Names.Contains(job.Header.Name) && JobTransitions.Claim(job.Header, node, now) != null
                )
                .OrderByDescending(job => job.Header.Priority)
                .ThenBy(job => job.Header.Due ?? job.Header.Created)
                .Take(type.Slots)
                .ToList();
            foreach (var job in due)
            {
                var update = JobTransitions.Claim(job.Header, node, now)!;
                TryUpdate(update);
                claimed.Add(new Job(update.Header, job.Input));
            }
        }

        return claimed;
    }

    public int Purge(DateTimeOffset before, int max)
    {
        var purged = _jobs
            .Where(job => job.Header is { Removed: not null, CleanupDue: null } && job.Header.Expires <= before)
            .OrderBy(job => job.Header.Expires)
            .Take(max)
            .ToList();
        _jobs.RemoveAll(purged.Contains);
        foreach (var (id, _) in _nodes.Where(node => node.Value.Ended + TimeSpan.FromDays(1) < before).ToList())
        {
            _nodes.Remove(id);
        }

        return purged.Count;
    }

    public NodeBeat Beat(JobNode node, IReadOnlyList<JobNode> silent, DateTimeOffset now)
    {
        foreach (var other in silent)
        {
            if (IsLive(other.Id) && _nodes[other.Id].Node.Beat == other.Beat)
            {
                _nodes[other.Id] = _nodes[other.Id] with { Ended = now };
            }
        }

        var held = _nodes.TryGetValue(node.Id, out var own) ? own.Ended is null : node.Beat == 0;
        if (held)
        {
            _nodes[node.Id] = new ModelNode(node, null);
        }

        var others = _nodes.Values.Where(other => other.Ended is null && other.Node.Id != node.Id);
        var requested = _jobs.Select(job => job.Header).Where(job => IsRunningOn(job, node.Id) && job.StopRequested);
        return new NodeBeat(held, now, [.. others.Select(other => other.Node)], [.. requested.Select(job => job.Id)]);
    }

    public bool IsLive(string? node) =>
        node is not null && _nodes.TryGetValue(node, out var known) && known.Ended is null;

    public static bool IsRunningOn(JobHeader job, string? node) => job.State == JobState.Running && job.Node == node;

    private static bool HasKey(JobHeader job, JobHeader other, string key) =>
        job.Key?.Value == key && job.Name == other.Name && job.Owner == other.Owner;

    private sealed record ModelNode(JobNode Node, DateTimeOffset? Ended);
}
