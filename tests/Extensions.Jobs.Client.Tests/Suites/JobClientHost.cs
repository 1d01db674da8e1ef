using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>What a suite runs on: an engine that runs one job of a type at once, in memory, and clients that reach it.</summary>
public abstract class JobClientHost : IAsyncDisposable
{
    public HeldWork Work { get; } = new();

    public IJobClient<PingRequest, PingResponse> Client => ClientOf<PingRequest, PingResponse>();

    public abstract Task StartAsync();

    public abstract IJobClient<TInput, TOutput> ClientOf<TInput, TOutput>()
        where TInput : notnull;

    public abstract ValueTask DisposeAsync();

    /// <summary>How the types of job are set.</summary>
    protected static void Configure(JobOptions job)
    {
        job.MaxConcurrency = 1;
        job.MaxAttempts = 1;
        job.MaxInputBytes = 1_000;
    }

    protected void AddTo(IServiceCollection services) =>
        services
            .AddSingleton(Work)
            .AddJobs(jobs =>
            {
                jobs.ShutdownGracePeriod = TimeSpan.Zero;
                jobs.MaxRetryAfter = 1;
            });
}
