using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>
/// Limits on adds, exact, although a long queue is hardly ever counted: since it was, it cannot have grown by more than the jobs that
/// any process has added. Of one connection; used while it holds the write lock.
/// </summary>
internal sealed class SqliteLimits
{
    private const string LastSeq = "SELECT seq FROM sqlite_sequence WHERE name = 'jobs'";
    private const string InState = "SELECT COUNT(*) FROM jobs WHERE name = ? AND state = ? AND removed IS NULL";
    private const string OfOwner = """
        SELECT COUNT(*) FROM jobs WHERE owner = ? AND name = ? AND state IN (0, 1) AND removed IS NULL
        """;

    // At most so many were unfinished when so many had been added.
    private readonly Dictionary<string, (long Unfinished, long Seq)> _bounds = new(StringComparer.Ordinal);

    // Of this transaction.
    private readonly Dictionary<string, long> _queued = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, string Name), long> _unfinished = [];
    private long? _seq;

    /// <summary>A transaction has begun: what was counted in the last one is old.</summary>
    public void Begin()
    {
        _queued.Clear();
        _unfinished.Clear();
        _seq = null;
    }

    /// <summary>What was counted in this transaction is not so.</summary>
    public void Rollback()
    {
        Begin();
        _bounds.Clear();
    }

    public JobLimit? Refuse(JobConnection connection, JobHeader job, JobLimits limits)
    {
        if (limits.UnfinishedPerOwner <= CountUnfinished(connection, job, limits))
        {
            return JobLimit.UnfinishedPerOwner;
        }

        return limits.QueueLength is { } length && IsFull(connection, job.Name, length) ? JobLimit.QueueLength : null;
    }

    /// <summary>One more job; until the transaction ends, nothing else changes the counts.</summary>
    public void Added(JobHeader job, long seq)
    {
        _seq = seq;
        if (_queued.TryGetValue(job.Name, out var queued))
        {
            _queued[job.Name] = queued + 1;
        }

        if (_unfinished.TryGetValue((job.Owner, job.Name), out var unfinished))
        {
            _unfinished[(job.Owner, job.Name)] = unfinished + 1;
        }
    }

    private bool IsFull(JobConnection connection, string name, int length)
    {
        if (!_queued.TryGetValue(name, out var queued))
        {
            var seq = _seq ??= connection.Prepare(LastSeq).Number() ?? 0;
            if (_bounds.TryGetValue(name, out var bound) && bound.Unfinished + (seq - bound.Seq) < length)
            {
                return false;
            }

            queued = Count(connection, name, JobState.Queued);
            _queued[name] = queued;
            // A running job may go back to the queue without being added.
            _bounds[name] = (queued + Count(connection, name, JobState.Running), seq);
        }

        return queued >= length;
    }

    private static long Count(JobConnection connection, string name, JobState state) =>
        connection.Prepare(InState).Bind(name).Bind((long)state).Number()!.Value;

    private long? CountUnfinished(JobConnection connection, JobHeader job, JobLimits limits)
    {
        if (limits.UnfinishedPerOwner is null)
        {
            return null;
        }

        if (!_unfinished.TryGetValue((job.Owner, job.Name), out var count))
        {
            count = connection.Prepare(OfOwner).Bind(job.Owner).Bind(job.Name).Number()!.Value;
            _unfinished[(job.Owner, job.Name)] = count;
        }

        return count;
    }
}
