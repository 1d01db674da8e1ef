using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Extensions.Jobs;

/// <summary>Adds jobs to the health of a host.</summary>
public static class JobsHealthChecksBuilderExtensions
{
    /// <summary>Reports whether this process reaches the store of its jobs.</summary>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The name of the check. Default: <c>jobs</c>.</param>
    /// <param name="failureStatus">What it reports when the store is down. Default: null, unhealthy.</param>
    /// <param name="tags">Tags to select it by. Default: none.</param>
    public static IHealthChecksBuilder AddJobs(
        this IHealthChecksBuilder builder,
        string name = "jobs",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    ) => builder.AddCheck<JobsHealthCheck>(name, failureStatus, tags ?? []);
}
