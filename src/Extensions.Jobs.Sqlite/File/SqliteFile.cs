using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>Opens the file when it is first needed, and again after an error that has spoiled its connections. Thread-safe.</summary>
internal sealed class SqliteFile(SqliteLocation location) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private OpenFile? _open;
    private bool _isDisposed;

    public TimeSpan BusyTimeout => location.BusyTimeout;

    /// <summary>The open file; null: it is closed.</summary>
    public OpenFile? Current => Volatile.Read(ref _open);

    /// <exception cref="JobStoreException">It cannot be opened.</exception>
    public ValueTask<OpenFile> OpenAsync(CancellationToken cancellationToken)
    {
        // A deleted file would go on taking jobs, which nobody could ever find again.
        if (Current is { } open && File.Exists(open.Path))
        {
            return new ValueTask<OpenFile>(open);
        }

        return OpenNewAsync(cancellationToken);
    }

    /// <summary>What to throw for an error on this file. Closes it, if its connections are of no use any more.</summary>
    public Exception Fail(OpenFile file, SqliteException error)
    {
        if (SqliteFaults.SpoilsConnections(error))
        {
            Close(file);
        }

        return Explain(error);
    }

    public Exception Explain(SqliteException error) =>
        (Exception?)SqliteFaults.Explain(error, Current?.Path ?? location.File) ?? error;

    public JobStoreException Locked() => new(SqliteFaults.Locked(Current?.Path ?? location.File));

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        if (Current is { } open)
        {
            Close(open);
        }
    }

    private async ValueTask<OpenFile> OpenNewAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Current is { } open)
            {
                if (File.Exists(open.Path))
                {
                    return open;
                }

                Close(open);
            }

            var opened = await OpenWhenFreeAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _open, opened);
            if (Volatile.Read(ref _isDisposed))
            {
                Close(opened);
            }

            return opened;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<OpenFile> OpenWhenFreeAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), typeof(SqliteJobStore));
            try
            {
                return Open();
            }
            catch (SqliteException busy) when (SqliteFaults.IsBusy(busy) && waited.Elapsed < BusyTimeout)
            {
                await Task.Delay(_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException error)
            {
                throw Explain(error);
            }
        }
    }

    private OpenFile Open()
    {
        var writer = Connect();
        try
        {
            Prepare(writer);
            return new OpenFile(writer, ConnectReader);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static void Prepare(JobConnection writer)
    {
        using (var mode = writer.Prepare("PRAGMA journal_mode = WAL"))
        {
            // SQLite calls it no error.
            if (mode.Read() && mode.Text(0) is not "wal" and var other)
            {
                throw new SqliteException($"the journal mode is {other}.", raw.SQLITE_PROTOCOL);
            }
        }

        writer.Execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864");
        SqliteSchema.Prepare(writer);
    }

    private JobConnection ConnectReader()
    {
        var reader = Connect();
        reader.WaitFor(BusyTimeout);
        return reader;
    }

    private JobConnection Connect()
    {
        var connection = new SqliteConnection(location.ConnectionString);
        try
        {
            connection.Open();
            return new JobConnection(connection, isOurs: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close(OpenFile file)
    {
        Interlocked.CompareExchange(ref _open, null, file);
        file.Dispose();
    }
}
