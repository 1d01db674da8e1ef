using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Logs the claims.</summary>
internal sealed class RecordedQueue(IJobQueue inner, EventLog log) : IJobQueue
{
    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        var claimed = await inner.ClaimAsync(node, demand, cancellationToken);
        foreach (var job in claimed)
        {
            log.Write(new JobClaimed(Snapshot.Of(job.Header)));
        }

        return claimed;
    }

    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
        inner.EnqueueAsync(jobs, cancellationToken);

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
        inner.CountAsync(name, cancellationToken);
}
