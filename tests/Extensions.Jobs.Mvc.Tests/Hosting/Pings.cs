namespace Extensions.Jobs.Mvc.Tests.Hosting;

public sealed record PingRequest(string Message, double Seconds = 1);

public sealed record PingResponse(string Message);

/// <summary>Answers at once.</summary>
public sealed class PingWorker : IWorker<PingRequest, PingResponse>
{
    public Task<JobExecutionResult<PingResponse>> ExecuteAsync(
        PingRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) => Task.FromResult<JobExecutionResult<PingResponse>>(new PingResponse(input.Message));
}
