using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>
/// The hosted service of all jobs of a process: checks the configuration, then runs the engine from the moment the host has
/// started until it stops. Only wrong configuration throws; a store that is down never stops the host.
/// </summary>
public sealed partial class WorkerInvoker : IHostedService
{
    private readonly JobEngine _engine;
    private readonly JobCatalog _catalog;
    private readonly JobBackends _backends;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<WorkerInvoker> _logger;

    /// <summary>Made by the host.</summary>
    [ActivatorUtilitiesConstructor]
    public WorkerInvoker(
        IServiceProvider services,
        IHostApplicationLifetime lifetime,
        IHostEnvironment environment,
        ILogger<WorkerInvoker> logger
    )
    {
        _engine = services.GetRequiredService<JobEngine>();
        _catalog = services.GetRequiredService<JobCatalog>();
        _backends = services.GetRequiredService<JobBackends>();
        _lifetime = lifetime;
        _environment = environment;
        _logger = logger;
    }

    /// <summary>Checks the configuration, and begins when the host has started.</summary>
    /// <exception cref="InvalidOperationException">The configuration contradicts itself; the message says the fix.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _backends.Check();
        CheckStore();
        _lifetime.ApplicationStarted.Register(_engine.Start);
        // Not in StopAsync: the web server is stopped before it, and may use up the whole shutdown time-out.
        _lifetime.ApplicationStopping.Register(() => _ = _engine.StopAsync());
        return Task.CompletedTask;
    }

    /// <summary>Waits until running jobs have finished or been handed back.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(_engine.StopAsync(), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));

    private void CheckStore()
    {
        if (!_backends.IsVolatile)
        {
            return;
        }

        if (_catalog.Types.Count > 0 && _catalog.Types.All(type => type.Work is null))
        {
            throw new InvalidOperationException(
                "This process accepts jobs, runs none, and keeps them in its own memory, where no other process finds them. "
                    + "Choose a store that both share, as in UseSqlite(…), or add the workers here by AddJobs<TInput, TOutput, TWorker>()."
            );
        }

        if (_environment.IsProduction())
        {
            LogVolatile();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Jobs are kept in memory and end with this process. Choose a durable store, as in UseSqlite(…)."
    )]
    private partial void LogVolatile();
}
