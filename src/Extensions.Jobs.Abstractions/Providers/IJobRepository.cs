using System.Data.Common;

namespace Extensions.Jobs.Providers;

/// <summary>
/// The truth about all jobs. Every write is durable when its task completes. A singleton; all members are thread-safe.
/// </summary>
/// <remarks>
/// Cancelling a token ends the caller's wait, never a write that is under way. What cannot be reached, is locked, read-only or
/// full, throws <see cref="JobStoreException"/>; what was being written may then be written or not, and the engine finds out by
/// reading. Any other exception is a fault.
/// </remarks>
public interface IJobRepository
{
    /// <summary>
    /// Adds a job, unless one with the same owner, name and unexpired key exists (a tombstone too), or a limit refuses it: decided
    /// by the write that inserts. The key comes before the limits. The same id again answers "added" and makes nothing, so that an
    /// add whose answer was lost can be repeated. A key that expires at or before the new job's creation is taken over.
    /// </summary>
    /// <param name="job">A snapshot of <see cref="JobTransitions.Create"/>, with its input.</param>
    /// <param name="limits">Exact for adds on all nodes at once.</param>
    /// <param name="transaction">Adds on its connection, to be committed by the caller. Null: in a transaction of its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The transaction is of another store.</exception>
    /// <exception cref="NotSupportedException">The store knows no transactions of a caller.</exception>
    Task<JobAdded> AddAsync(Job job, JobLimits limits, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>Finds jobs, tombstones too, in no order. Ids that are unknown or malformed are left out.</summary>
    /// <param name="ids">The ids; none answers none.</param>
    /// <param name="parts">Which payloads to read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Saves an update over the version before its own, and over nothing else. What is written once (id, name, owner, priority,
    /// created, key, trace, input) is never written again. A fresh claim (its <see cref="JobHeader.Claim"/> is its own version) of
    /// a node that is not live is refused. False means: certainly not written.
    /// </summary>
    Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken);

    /// <summary>Reads one of the named sets, headers only.</summary>
    Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Counts per name; a name without jobs answers zeros. Removed jobs do not count.</summary>
    /// <param name="names">The names.</param>
    /// <param name="before">Counts in <see cref="JobCounts.Due"/> what was due, or created where none was asked, at or before then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Deletes tombstones that expire at or before a time and owe no clean-up, and nodes that ended more than a day before it.
    /// </summary>
    /// <param name="before">The time.</param>
    /// <param name="max">How many jobs at most: no purge may block claims for longer than a claim takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many jobs were deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Ends each silent node whose beat is still the given one, renews the own lease, and answers all that a node must hear, in one
    /// round trip. Beat 0 inserts the node; later ones only update it, and a missing or ended row means: not held. The first call of
    /// every process: it prepares the store.
    /// </summary>
    /// <param name="node">The caller, with its next beat.</param>
    /// <param name="silent">Nodes that have not moved for a lease. A node that leaves names itself.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken);
}
