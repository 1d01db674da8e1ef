using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>The truth, in one file.</summary>
internal sealed class SqliteJobRepository(SqliteJobStore store) : IJobRepository
{
    // So many are deleted faster than a claim could wait for.
    private const int PurgeStep = 250;

    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) =>
        transaction is null
            ? store.WriteAsync(WriteOrder.Add, connection => JobAdd.Apply(connection, job, limits), cancellationToken)
            : store.Transactions.AddAsync(job, limits, transaction, cancellationToken);

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) =>
        ids.Count == 0
            ? Task.FromResult<IReadOnlyList<Job>>([])
            : store.ReadAsync(connection => JobRead.Find(connection, ids, parts), cancellationToken);

    public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        store.WriteAsync(WriteOrder.Update, connection => JobSave.Apply(connection, update), cancellationToken);

    public async Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken)
    {
        if (query.Set == JobSet.Orphaned)
        {
            await store.Nodes.EndDeadAsync(cancellationToken).ConfigureAwait(false);
        }

        return await store
            .ReadAsync(connection => JobSets.Read(connection, query), cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) =>
        store.ReadAsync<IReadOnlyList<JobCounts>>(
            connection => [.. names.Select(name => JobRead.Count(connection, name, before))],
            cancellationToken
        );

    public async Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (true)
        {
            var most = Math.Min(max - purged, PurgeStep);
            var step = await store
                .WriteAsync(
                    WriteOrder.Update,
                    connection => JobPurge.Apply(connection, before, most),
                    cancellationToken
                )
                .ConfigureAwait(false);
            purged += step;
            if (step < most || purged == max)
            {
                return purged;
            }
        }
    }

    public Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken) =>
        store.Nodes.BeatAsync(node, silent, cancellationToken);
}
