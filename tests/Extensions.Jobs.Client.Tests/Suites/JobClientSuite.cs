using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>What the suites have in common, whichever client they run on.</summary>
public abstract class JobClientSuite(JobClientHost host) : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected JobClientHost Host => host;

    protected IJobClient<PingRequest, PingResponse> Client => host.Client;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<JobStatus> CreateAsync(string message = "hi", string? key = null) =>
        Client.CreateAsync(new PingRequest(message), new CreateJobOptions { IdempotencyKey = key }, Cancelled);

    protected Task<JobStatus> EndOfAsync(JobStatus job) =>
        Client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled);

    /// <summary>A job that has succeeded.</summary>
    protected async Task<JobStatus> SucceedAsync(string message = "pong")
    {
        var job = await CreateAsync();
        (await Host.Work.NextAsync()).Return(new PingResponse(message));
        return await EndOfAsync(job);
    }

    /// <summary>A job whose worker runs.</summary>
    protected async Task<(JobStatus Job, HeldRun Run)> StartAsync()
    {
        var job = await CreateAsync();
        return (job, await Host.Work.NextAsync());
    }

    /// <summary>Waits until a job is removed.</summary>
    protected async Task<JobRemovedException> RemovalOfAsync(JobStatus job) =>
        await Assert.ThrowsAsync<JobRemovedException>(async () =>
        {
            await foreach (var _ in Client.WatchAsync(job.Id, Cancelled)) { }
        });
}
