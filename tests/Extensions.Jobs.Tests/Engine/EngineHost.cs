using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Tests.Engine;

public sealed record Question(string Text = "?");

public sealed record Answer(string Text);

/// <summary>What the worker of a test does; each test brings its own.</summary>
public delegate Task<JobExecutionResult<Answer>> Work(
    Question question,
    JobContext job,
    CancellationToken cancellationToken
);

public sealed class ScriptedWorker(Work work) : IWorker<Question, Answer>
{
    public Task<JobExecutionResult<Answer>> ExecuteAsync(
        Question input,
        JobContext job,
        CancellationToken cancellationToken
    ) => work(input, job, cancellationToken);
}

/// <summary>A host with one type of job, in memory.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IJobClient<Question, Answer> Client => Services.GetRequiredService<IJobClient<Question, Answer>>();

    public IJobRepository Repository => Services.GetRequiredService<IJobRepository>();

    public static async Task<EngineHost> StartAsync(
        Work work,
        Action<JobOptions>? job = null,
        Action<JobsOptions>? jobs = null,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(work);
        builder.Services.AddJobs(jobs).AddWorker<Question, Answer, ScriptedWorker>(job);
        services?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new EngineHost(host);
    }

    public Task<JobStatus> CreateAsync(CreateJobOptions? options = null) =>
        Client.CreateAsync(new Question(), options, TestContext.Current.CancellationToken);

    public Task<JobStatus> EndOfAsync(JobStatus job) =>
        Client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, cancellationToken: TestContext.Current.CancellationToken);

    public async Task<JobStatus> RunAsync(CreateJobOptions? options = null) =>
        await EndOfAsync(await CreateAsync(options));

    /// <summary>Waits until a job is as a test wants it.</summary>
    public async Task<JobStatus> WhenAsync(string id, Func<JobStatus, bool> isSo)
    {
        await foreach (var status in Client.WatchAsync(id, TestContext.Current.CancellationToken))
        {
            if (isSo(status))
            {
                return status;
            }
        }

        throw new InvalidOperationException("The job has ended without ever being so.");
    }

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
