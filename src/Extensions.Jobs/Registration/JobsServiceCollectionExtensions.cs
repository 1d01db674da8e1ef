using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Adds the engine of jobs to a host.</summary>
public static class JobsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine: jobs are kept in memory unless a <c>Use…</c> follows. Calling it again changes nothing.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options for all jobs. Default: nothing.</param>
    public static IJobsBuilder AddJobs(this IServiceCollection services, Action<JobsOptions>? configure = null)
    {
        var options = services.AddOptions<JobsOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(JobCatalog)))
        {
            return new JobsBuilder(services);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<JobsOptions>, JobsOptionsRangeValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<JobsOptions>, JobsOptionsRelationValidator>()
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JobOptions>, JobOptionsValidator>());
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<PayloadSerializer>();
        services.AddSingleton<JobBackends>();
        services.AddSingleton<InMemoryJobStore>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<JobBackends>().MakeRepository());
        services.TryAddSingleton(static provider => provider.GetRequiredService<JobBackends>().MakeQueue());
        services.TryAddSingleton(static provider => provider.GetRequiredService<JobBackends>().MakeNotifier());
        services.TryAddSingleton<JobClock>();
        services.AddSingleton<JobsMetrics>();
        services.AddSingleton<FleetWork>();
        services.AddSingleton<QueueAhead>();
        services.AddSingleton<JobEstimates>();
        services.AddSingleton<NodeLease>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobWriter>();
        services.AddSingleton<JobEnqueuer>();
        services.AddSingleton<JobSlots>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<RunParts>();
        services.AddSingleton<JobRunFactory>();
        services.AddSingleton<JobClaims>();
        services.AddSingleton<JobRecovery>();
        services.AddSingleton<JobRetention>();
        services.AddSingleton<OutputCleanups>();
        services.AddSingleton<JobUpkeep>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobClientParts>();
        services.AddSingleton<JobEngine>();
        services.AddHostedService<WorkerInvoker>();
        return new JobsBuilder(services);
    }
}
