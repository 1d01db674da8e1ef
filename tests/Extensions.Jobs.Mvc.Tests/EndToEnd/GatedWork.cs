namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

public sealed record WorkRequest(string Message);

public sealed record WorkResponse(string Message);

/// <summary>Lets a test see when a worker has started and whether it was stopped, and say when and how it ends.</summary>
public sealed class Gate
{
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<JobExecutionResult<WorkResponse>> End { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the worker goes on when it is told to stop.</summary>
    public bool IsDeaf { get; set; }
}

public sealed class GatedWorker(Gate gate) : IWorker<WorkRequest, WorkResponse>
{
    public async Task<JobExecutionResult<WorkResponse>> ExecuteAsync(
        WorkRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        gate.Started.TrySetResult();
        return await gate.End.Task.WaitAsync(gate.IsDeaf ? CancellationToken.None : cancellationToken);
    }
}
