namespace Extensions.Jobs.Chaos;

/// <summary>A process is about to enter the store under a node id.</summary>
internal sealed record NodeBegan(string Node) : ChaosEvent;

/// <summary>A process is about to end these nodes, silent ones or its own former ones.</summary>
internal sealed record NodesEnded(string[] Nodes) : ChaosEvent;

/// <summary>The store has told a process that its node has ended.</summary>
internal sealed record NodeLost(string Node) : ChaosEvent;

/// <summary>A job is about to be added. The outcome has the same number; none, or a failed one, means: perhaps.</summary>
internal sealed record AddTried(long Number, Snapshot Job, string? Key) : ChaosEvent;

/// <param name="Number">Of the try.</param>
/// <param name="Outcome">Refused: a limit, or a job that holds the key.</param>
/// <param name="Existing">The job that holds the key.</param>
internal sealed record AddEnded(long Number, Outcome Outcome, string? Existing) : ChaosEvent;

/// <summary>An update is about to be saved. The outcome has the same number; none, or a failed one, means: perhaps.</summary>
/// <param name="Number">Counts the saves of the process.</param>
/// <param name="Job">The new header.</param>
/// <param name="Payloads">What to do with the payloads.</param>
/// <param name="Run">Which run made the output that is saved.</param>
internal sealed record SaveTried(long Number, Snapshot Job, JobPayloads Payloads, string? Run) : ChaosEvent;

internal sealed record SaveEnded(long Number, Outcome Outcome) : ChaosEvent;

/// <summary>A claim was answered. One whose answer was lost is in no log.</summary>
internal sealed record JobClaimed(Snapshot Job) : ChaosEvent;

internal enum Outcome
{
    Saved,

    /// <summary>Certainly not saved.</summary>
    Refused,

    /// <summary>Perhaps saved.</summary>
    Failed,
}
