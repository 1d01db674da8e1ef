using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

internal sealed class FaultyQueue(IJobQueue inner, StoreFaults faults) : IJobQueue
{
    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
        faults.CallAsync(
            async () =>
            {
                await inner.EnqueueAsync(jobs, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    ) =>
        // Cancelling a claim only ends its wait: no delay of ours may turn that into an exception.
        faults.CallAsync(() => inner.ClaimAsync(node, demand, cancellationToken), CancellationToken.None);

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
        faults.CallAsync(() => inner.CountAsync(name, cancellationToken), cancellationToken);
}
