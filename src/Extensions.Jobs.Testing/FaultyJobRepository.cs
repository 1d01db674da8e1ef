using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Testing;

/// <summary>A repository whose calls meet faults. Thread-safe.</summary>
/// <param name="inner">The real one.</param>
/// <param name="faults">Decide.</param>
public sealed class FaultyJobRepository(IJobRepository inner, JobFaults faults) : IJobRepository
{
    /// <inheritdoc/>
    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) =>
        faults.RunAsync(
            JobStoreCall.Add,
            () => inner.AddAsync(job, limits, transaction, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) => faults.RunAsync(JobStoreCall.Find, () => inner.FindAsync(ids, parts, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        faults.RunAsync(
            JobStoreCall.TryUpdate,
            () => inner.TryUpdateAsync(update, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        faults.RunAsync(JobStoreCall.Query, () => inner.QueryAsync(query, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) =>
        faults.RunAsync(
            JobStoreCall.Count,
            () => inner.CountAsync(names, before, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        faults.RunAsync(JobStoreCall.Purge, () => inner.PurgeAsync(before, max, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken) =>
        faults.RunAsync(JobStoreCall.Beat, () => inner.BeatAsync(node, silent, cancellationToken), cancellationToken);
}
