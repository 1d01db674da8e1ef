using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>
/// Commits what concurrent callers write in one transaction: a commit waits for the disk, and costs the same for many writes.
/// Thread-safe.
/// </summary>
internal sealed class SqliteWriter
{
    private const int MaxGroup = 512;

    // SQLite's own waits grow to 100 ms, and whoever waits so long never finds the file free beside a busy process.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);
    private readonly SqliteFile _file;
    private readonly JobWriteGroup<Write, object> _group;

    public SqliteWriter(SqliteFile file)
    {
        _file = file;
        _group = new JobWriteGroup<Write, object>(CommitAsync, MaxGroup);
    }

    public async Task<T> WriteAsync<T>(
        WriteOrder order,
        Func<JobConnection, T> write,
        CancellationToken cancellationToken
    )
        where T : notnull =>
        (T)
            await _group
                .WriteAsync(new Write(order, connection => write(connection)), cancellationToken)
                .ConfigureAwait(false);

    private async Task<IReadOnlyList<object>> CommitAsync(IReadOnlyList<Write> writes)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var file = await _file.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            if (TryCommit(file, writes) is { } results)
            {
                return results;
            }

            if (waited.Elapsed > _file.BusyTimeout)
            {
                throw _file.Locked();
            }

            await Task.Delay(_pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    private object[]? TryCommit(OpenFile file, IReadOnlyList<Write> writes)
    {
        lock (file.Gate)
        {
            try
            {
                return file.Writer is { } connection && connection.TryBegin() ? Commit(connection, writes) : null;
            }
            catch (SqliteException full) when (full.SqliteErrorCode == raw.SQLITE_FULL && writes.Count > 1)
            {
                // Surely rolled back; alone, what is small or frees space still fits.
                throw;
            }
            catch (SqliteException error)
            {
                throw _file.Fail(file, error);
            }
        }
    }

    private static object[] Commit(JobConnection connection, IReadOnlyList<Write> writes)
    {
        try
        {
            var results = new object[writes.Count];
            for (var order = WriteOrder.Beat; order <= WriteOrder.Claim; order++)
            {
                for (var i = 0; i < writes.Count; i++)
                {
                    if (writes[i].Order == order)
                    {
                        results[i] = writes[i].Apply(connection);
                    }
                }
            }

            connection.Execute("COMMIT");
            return results;
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private sealed record Write(WriteOrder Order, Func<JobConnection, object> Apply);
}

/// <summary>In which order the writes of a group are made: all their callers wait at once, so that each order is a true one.</summary>
internal enum WriteOrder
{
    /// <summary>Nodes come and go.</summary>
    Beat = 0,

    /// <summary>Jobs end, which makes room under a limit.</summary>
    Update = 1,

    /// <summary>Jobs are added; until the last one, nothing else changes what a limit counts.</summary>
    Add = 2,

    /// <summary>What has just been added can be claimed.</summary>
    Claim = 3,
}
