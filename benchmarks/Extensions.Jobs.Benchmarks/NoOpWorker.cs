namespace Extensions.Jobs.Benchmarks;

public sealed record NoOpRequest(int Number, string Text);

public sealed record NoOpResponse(int Number);

/// <summary>Does nothing: what is measured is all the rest.</summary>
internal sealed class NoOpWorker : IWorker<NoOpRequest, NoOpResponse>
{
    public Task<JobExecutionResult<NoOpResponse>> ExecuteAsync(
        NoOpRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) => Task.FromResult<JobExecutionResult<NoOpResponse>>(new NoOpResponse(input.Number));
}
