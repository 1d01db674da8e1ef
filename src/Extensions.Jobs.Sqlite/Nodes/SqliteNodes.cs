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
        var live = beat.Others.Select(other => other.Id);
        foreach (
            var id in silent.Select(other => other.Id).Append(node.Id).Except(beat.Held ? live.Append(node.Id) : live)
        )
        {
            // Of this process: it has left, or goes on under another id.
            locks.Release(id);
        }

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
}
