using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Counts the attempt that has just failed.</summary>
internal sealed class LateAttemptRepository(IJobRepository inner) : RepositoryWrapper(inner)
{
    public override Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        Inner.TryUpdateAsync(
            update.Header is { State: JobState.Queued, Due: not null }
                ? update with
                {
                    Header = update.Header with { Attempt = update.Header.Attempt + 1 },
                }
                : update,
            cancellationToken
        );
}

/// <summary>Claims without counting.</summary>
internal sealed class LateAttemptQueue(IJobQueue inner, IJobRepository repository) : IJobQueue
{
    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        var claimed = await inner.ClaimAsync(node, demand, cancellationToken);
        return await Task.WhenAll(claimed.Select(UncountAsync));
    }

    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
        inner.EnqueueAsync(jobs, cancellationToken);

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
        inner.CountAsync(name, cancellationToken);

    private async Task<Job> UncountAsync(Job job)
    {
        var uncounted = job.Header with { Version = job.Header.Version + 1, Attempt = job.Header.Attempt - 1 };
        return await repository.TryUpdateAsync(new JobUpdate(uncounted), CancellationToken.None)
            ? job with
            {
                Header = uncounted,
            }
            : job;
    }
}
