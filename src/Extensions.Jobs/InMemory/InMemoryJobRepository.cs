using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>The truth, in this process alone: it ends with it.</summary>
internal sealed class InMemoryJobRepository(InMemoryJobStore store) : IJobRepository
{
    private static readonly Task<JobAdded> _added = Task.FromResult(JobAdded.Added);

    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        if (transaction is not null)
        {
            throw new NotSupportedException(
                "Jobs that are kept in memory cannot be added in a transaction. Use a store of the transaction's database."
            );
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<JobAdded>(cancellationToken);
        }

        var added = store.Add(job, limits);
        return added == JobAdded.Added ? _added : Task.FromResult(added);
    }

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IReadOnlyList<Job>>(cancellationToken)
            : Task.FromResult(store.Find(ids, parts));

    public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<bool>(cancellationToken)
            : Task.FromResult(store.TryUpdate(update));

    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<JobPage>(cancellationToken)
            : Task.FromResult(store.Query(query));

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<IReadOnlyList<JobCounts>>(cancellationToken)
            : Task.FromResult(store.Count(names, before));

    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int>(cancellationToken)
            : Task.FromResult(store.Purge(before, max));

    public Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<NodeBeat>(cancellationToken)
            : Task.FromResult(store.Beat(node, silent));
}
