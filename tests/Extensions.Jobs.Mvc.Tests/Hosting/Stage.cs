namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>The columns of the contract's matrix: what a job can be when a request meets it.</summary>
public enum Stage
{
    Queued,
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
