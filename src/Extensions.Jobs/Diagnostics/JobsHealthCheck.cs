using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Extensions.Jobs;

/// <summary>Healthy while the store takes the beats of this process.</summary>
internal sealed class JobsHealthCheck(NodeLease lease) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            lease.StoreAnswers
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "The store of the jobs does not answer.")
        );
}
