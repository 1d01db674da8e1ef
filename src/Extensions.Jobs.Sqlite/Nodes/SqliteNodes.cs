using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>The nodes: their rows, and the locked files by which they see each other die. Thread-safe.</summary>
internal sealed class SqliteNodes(SqliteJobStore store, NodeLocks locks)
{
    public async Task<NodeBeat> BeatAsync(
        JobNode node,
        IReadOnlyList<JobNode> silent,
        CancellationToken cancellationToken
    )
    {
        if (node.Beat == 0)
        {
            // Before its row: a row without a locked file would look dead.
            await locks.HoldAsync(node.Id, cancellationToken).ConfigureAwait(false);
        }

        var beat = await store
            .WriteAsync(
                WriteOrder.Beat,
                connection => NodeRows.Beat(connection, node, silent, store.Clock.Read(connection)),
                cancellationToken
            )
            .ConfigureAwait(false);
        ReleaseEnded(silent.Append(node), beat.Held ? beat.Others.Append(node) : beat.Others);
        return beat;
    }

    /// <summary>Ends the nodes whose processes have ended, without waiting for a lease.</summary>
    public async Task EndDeadAsync(CancellationToken cancellationToken)
    {
        var (database, live) = await store
            .ReadAsync(static connection => (connection.FileName, NodeRows.ReadLive(connection)), cancellationToken)
            .ConfigureAwait(false);
        var dead = locks.FindDead(database, live);
        if (dead.Count > 0)
        {
            await store
                .WriteAsync(WriteOrder.Beat, connection => NodeRows.End(connection, dead), cancellationToken)
                .ConfigureAwait(false);
        }

        locks.DeleteOthers(database, live.Except(dead));
    }

    // Of this process: one that has left, or in whose place it goes on under another id.
    private void ReleaseEnded(IEnumerable<JobNode> nodes, IEnumerable<JobNode> live)
    {
        foreach (var ended in nodes.Select(node => node.Id).Except(live.Select(node => node.Id)))
        {
            locks.Release(ended);
        }
    }
}
