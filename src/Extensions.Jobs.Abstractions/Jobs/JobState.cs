namespace Extensions.Jobs;

/// <summary>Where a job is in its life. The last three are final: nothing leaves them.</summary>
public enum JobState
{
    /// <summary>Waits for a worker, perhaps until a due time.</summary>
    Queued = 0,

    /// <summary>Claimed by a node, which runs its worker.</summary>
    Running = 1,

    /// <summary>The worker finished.</summary>
    Succeeded = 2,

    /// <summary>The worker failed for good, or no attempt is left.</summary>
    Failed = 3,

    /// <summary>Ended on request, or because the worker said so.</summary>
    Cancelled = 4,
}
