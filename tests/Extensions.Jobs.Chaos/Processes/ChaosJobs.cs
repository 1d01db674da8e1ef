using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Chaos;

/// <summary>How all processes are set up: with times so short that a few minutes hold many deaths.</summary>
internal static class ChaosJobs
{
    public const int MaxAttempts = 4;
    public const string DigestName = "digest";
    public const string ArchiveName = "archive";

    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(3);

    public static TimeSpan RecoveryInterval { get; } = TimeSpan.FromSeconds(0.5);

    public static TimeSpan PollingInterval { get; } = TimeSpan.FromSeconds(2);

    public static TimeSpan CancellationGrace { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan ShutdownGrace { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What the library adds to the grace of a shutdown before it hands a job back.</summary>
    public static TimeSpan HandBackDelay { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds the engine on the store of the run, with logs and faults around it.</summary>
    public static void AddChaos(this IServiceCollection services, ChildArguments child, EventLog log)
    {
        var faults = new JobFaults(child.Seed, new JobFaultRates());
        services.AddSingleton(log);
        services.AddSingleton(faults);
        services.AddSingleton<ChaosClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ChaosClock>());
        services.AddHostedService<Orders>();
        var jobs = services.AddJobs(options =>
        {
            options.LeaseDuration = Lease;
            options.RecoveryInterval = RecoveryInterval;
            options.PollingInterval = PollingInterval;
            options.ShutdownGracePeriod = ShutdownGrace;
        });
        Stores.Use(jobs, child.Store, child.Directory);
        Wrap(services, child.Bug, log, faults);
    }

    public static void Configure(JobOptions options)
    {
        options.MaxAttempts = MaxAttempts;
        options.MaxConcurrency = 6;
        options.RetryDelay = TimeSpan.FromMilliseconds(200);
        options.MaxRetryDelay = TimeSpan.FromSeconds(1);
        options.CancellationGracePeriod = CancellationGrace;
        options.ExecutionTimeout = TimeSpan.FromSeconds(8);
    }

    /// <summary>Jobs with outputs that live elsewhere also expire soon.</summary>
    public static void ConfigureArchive(JobOptions options)
    {
        Configure(options);
        options.SucceededRetention = TimeSpan.FromSeconds(20);
    }

    private static void Wrap(IServiceCollection services, PlantedBug bug, EventLog log, JobFaults faults)
    {
        var chosen = services.Single(service => service.ServiceType == typeof(JobBackend));
        var store = (JobBackend)chosen.ImplementationInstance!;
        services.Remove(chosen);
        services.AddSingleton(
            store with
            {
                Repository = host =>
                    Plant.In(
                        bug,
                        new RecordedRepository(new FaultyJobRepository(store.Repository!(host), faults), log)
                    ),
                Queue = host =>
                    Plant.In(
                        bug,
                        new RecordedQueue(new FaultyJobQueue(store.Queue!(host), faults), log),
                        host.GetRequiredService<IJobRepository>()
                    ),
                Notifier = host => new FaultyJobNotifier(store.Notifier!(host), faults),
            }
        );
    }
}
