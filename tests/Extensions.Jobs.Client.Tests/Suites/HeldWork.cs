using System.Threading.Channels;
using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>Workers in the hand of a test: each says that it runs, and ends as the test tells it, or when it is told to stop.</summary>
public sealed class HeldWork
{
    private readonly Channel<HeldRun> _runs = Channel.CreateUnbounded<HeldRun>();

    public ValueTask<HeldRun> NextAsync() => _runs.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public Task<JobExecutionResult<PingResponse>> RunAsync(
        PingRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        var run = new HeldRun(input, job);
        _runs.Writer.TryWrite(run);
        return run.Result.WaitAsync(cancellationToken);
    }
}

public sealed class HeldRun(PingRequest input, JobContext job)
{
    private readonly TaskCompletionSource<JobExecutionResult<PingResponse>> _result = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public PingRequest Input => input;

    public JobContext Job => job;

    public Task<JobExecutionResult<PingResponse>> Result => _result.Task;

    public void Return(JobExecutionResult<PingResponse> result) => _result.SetResult(result);
}

public sealed class PingWorker(HeldWork work) : IWorker<PingRequest, PingResponse>
{
    public Task<JobExecutionResult<PingResponse>> ExecuteAsync(
        PingRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) => work.RunAsync(input, job, cancellationToken);
}

public sealed record QuietRequest;

public sealed class QuietWorker : IWorker<QuietRequest, NoOutput>
{
    public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
        QuietRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value);
}
