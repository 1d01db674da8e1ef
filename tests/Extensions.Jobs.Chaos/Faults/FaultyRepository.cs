using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

internal sealed class FaultyRepository(IJobRepository inner, StoreFaults faults) : IJobRepository
{
    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) => faults.CallAsync(() => inner.AddAsync(job, limits, transaction, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) => faults.CallAsync(() => inner.FindAsync(ids, parts, cancellationToken), cancellationToken);

    public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        faults.CallAsync(() => inner.TryUpdateAsync(update, cancellationToken), cancellationToken);

    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        faults.CallAsync(() => inner.QueryAsync(query, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) => faults.CallAsync(() => inner.CountAsync(names, before, cancellationToken), cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        faults.CallAsync(() => inner.PurgeAsync(before, max, cancellationToken), cancellationToken);

    public Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken) =>
        faults.CallAsync(() => inner.BeatAsync(node, silent, cancellationToken), cancellationToken);
}
