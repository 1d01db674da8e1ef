namespace Extensions.Jobs.Fuzz;

/// <summary>What a job can be when a request meets it.</summary>
public enum Stage
{
    Queued,
    Retrying,
    Running,
    Cancelling,
    Succeeded,
    WithoutOutput,
    OutputDeleted,
    Failed,
    Cancelled,
    Deleted,
    Expired,
    Unknown,
}
