using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>
/// A real host whose jobs are kept in memory. Where a test says nothing else, they get no grace when it stops, and its lease lasts
/// longer than any time that a test lets pass.
/// </summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly CancellationToken _deadline;
    private bool _started;
    private bool _disposed;

    public EngineHost(IHost host, CancellationToken deadline)
    {
        _host = host;
        _deadline = deadline;
    }

    public IServiceProvider Services => _host.Services;

    public IJobClient<Question, Answer> Client => ClientOf<Question, Answer>();

    public IJobRepository Repository => Services.GetRequiredService<IJobRepository>();

    public IJobClient<TInput, TOutput> ClientOf<TInput, TOutput>()
        where TInput : notnull => Services.GetRequiredService<IJobClient<TInput, TOutput>>();

    public static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddJobs(jobs =>
        {
            jobs.LeaseDuration = TimeSpan.FromDays(1);
            jobs.ShutdownGracePeriod = TimeSpan.Zero;
        });
        add(builder.Services);
        return builder.Build();
    }

    public async Task StartAsync()
    {
        await _host.StartAsync(_deadline);
        _started = true;
    }

    public Task<JobStatus> CreateAsync(CreateJobOptions? options = null) =>
        Client.CreateAsync(new Question(), options, _deadline);

    public Task<JobStatus> EndOfAsync(JobStatus job) => Client.EndOfAsync(job, _deadline);

    public async Task<JobStatus> RunAsync(CreateJobOptions? options = null) =>
        await EndOfAsync(await CreateAsync(options));

    public Task<JobStatus> WhenAsync(JobStatus job, Func<JobStatus, bool> isSo) =>
        Client.WhenAsync(job, isSo, _deadline);

    public async Task<JobHeader> HeaderOfAsync(JobStatus job) => (await FindAsync(job, JobParts.Header))!.Header;

    public async Task<Job?> FindAsync(JobStatus job, JobParts parts) =>
        (await Repository.FindAsync([job.Id], parts, _deadline)).SingleOrDefault();

    public async Task StopAsync()
    {
        await _host.StopAsync(_deadline);
        _deadline.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_started)
        {
            // Sooner than the host itself gives up: what hangs is to be seen.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _host.StopAsync(patience.Token);
            patience.Token.ThrowIfCancellationRequested();
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
