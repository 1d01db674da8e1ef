namespace Extensions.Jobs.Providers;

/// <summary>Which jobs to read: one of the named sets, so that each can have its index and its order.</summary>
/// <param name="Set">The set; it decides which other members count.</param>
public sealed record JobQuery(JobSet Set)
{
    /// <summary>All sets: of these names alone.</summary>
    public required IReadOnlyCollection<string> Names { get; init; }

    /// <summary>All sets: so many at most, at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>Listed: of this owner alone. Null: of any.</summary>
    public string? Owner { get; init; }

    /// <summary>Listed: in one of these states. Null: in any.</summary>
    public IReadOnlyCollection<JobState>? States { get; init; }

    /// <summary>Listed: of the running jobs only those that were asked to stop, or only the others. Null: both.</summary>
    public bool? Stopping { get; init; }

    /// <summary>Listed: created at or after then.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Listed: created at or before then.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Listed: behind this place.</summary>
    public JobCursor? Cursor { get; init; }

    /// <summary>OfNode: which one.</summary>
    public string? Node { get; init; }

    /// <summary>Overdue, Expired, CleanupDue: at or before then.</summary>
    public DateTimeOffset Before { get; init; }
}

/// <summary>The sets of jobs that can be read.</summary>
public enum JobSet
{
    /// <summary>What is not removed, newest first: by creation, then id, both descending.</summary>
    Listed = 0,

    /// <summary>The running jobs of one node.</summary>
    OfNode = 1,

    /// <summary>Running jobs whose node has ended or is unknown.</summary>
    Orphaned = 2,

    /// <summary>Queued jobs that were due (created, where none was asked) at or before a time, oldest first.</summary>
    Overdue = 3,

    /// <summary>Finished jobs, not removed, that expire at or before a time, oldest first.</summary>
    Expired = 4,

    /// <summary>Jobs that owe a clean-up since a time or longer, oldest first.</summary>
    CleanupDue = 5,
}

/// <summary>A place in a list: behind this job.</summary>
/// <param name="Created">When it was created.</param>
/// <param name="Id">Its id.</param>
public sealed record JobCursor(DateTimeOffset Created, string Id);

/// <summary>Some of the jobs that were asked for.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="Next">Listed: where to go on; null: there are no more.</param>
public sealed record JobPage(IReadOnlyList<JobHeader> Jobs, JobCursor? Next = null);
