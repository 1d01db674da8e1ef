using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Testing;

/// <summary>A queue whose calls meet faults. Thread-safe.</summary>
/// <param name="inner">The real one.</param>
/// <param name="faults">Decide.</param>
public sealed class FaultyJobQueue(IJobQueue inner, JobFaults faults) : IJobQueue
{
    /// <inheritdoc/>
    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
        faults.RunAsync(
            JobStoreCall.Enqueue,
            async () =>
            {
                await inner.EnqueueAsync(jobs, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await faults
                .RunAsync(
                    JobStoreCall.Claim,
                    () => inner.ClaimAsync(node, demand, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Cancelled in a delay: a claim answers then, it does not throw.
            return [];
        }
    }

    /// <inheritdoc/>
    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
        faults.RunAsync(JobStoreCall.CountQueue, () => inner.CountAsync(name, cancellationToken), cancellationToken);
}
