namespace Extensions.Jobs;

/// <summary>Why a run was told to stop. The cause decides what becomes of its job.</summary>
public enum JobStopCause
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Somebody asked to cancel the job.</summary>
    CancelRequested = 1,

    /// <summary>Somebody asked to delete the job.</summary>
    DeleteRequested = 2,

    /// <summary>The attempt took longer than the execution time-out of its type.</summary>
    TimedOut = 3,

    /// <summary>The node could not renew its lease: another may run the job by now.</summary>
    LeaseLost = 4,

    /// <summary>The host is shutting down: the job is handed back.</summary>
    HostStopping = 5,
}
