using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite;

/// <summary>Opens the file when it is first needed, and again after an error that has spoiled its connections. Thread-safe.</summary>
internal sealed class SqliteFile(SqliteLocation location) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);
    private readonly SqliteConnector _connector = new(location);
    private readonly Lock _gate = new();
    private Task<OpenFile>? _opening;
    private OpenFile? _open;
    private bool _isDisposed;

    public TimeSpan BusyTimeout => location.BusyTimeout;

    /// <summary>The open file; null: it is closed.</summary>
    public OpenFile? Current => Volatile.Read(ref _open);

    private string Name => Current?.Path ?? location.File;

    /// <exception cref="JobStoreException">It cannot be opened.</exception>
    public ValueTask<OpenFile> OpenAsync(CancellationToken cancellationToken)
    {
        if (IsThere(Current))
        {
            return new ValueTask<OpenFile>(Current!);
        }

        lock (_gate)
        {
            // One try for all that wait: in turn, each would wait for as long as all before it.
            if (_opening is not { IsCompleted: false })
            {
                _opening = Task.Run(OpenWhenFreeAsync, CancellationToken.None);
            }

            return new ValueTask<OpenFile>(_opening.WaitAsync(cancellationToken));
        }
    }

    /// <summary>What to throw for an error on this file. Closes it, if its connections are of no use any more.</summary>
    public Exception Fail(OpenFile file, SqliteException error)
    {
        var explained = Explain(error);
        if (SqliteFaults.SpoilsConnections(error))
        {
            Close(file);
        }

        return explained;
    }

    public Exception Explain(SqliteException error) => (Exception?)SqliteFaults.Explain(error, Name) ?? error;

    public JobStoreException Locked() => new(SqliteFaults.Locked(Name));

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        Close(Current);
    }

    // A deleted file would go on taking jobs, which nobody could ever find again.
    private static bool IsThere(OpenFile? file) => file is not null && File.Exists(file.Path);

    private async Task<OpenFile> OpenWhenFreeAsync()
    {
        if (Current is { } open && IsThere(open))
        {
            return open;
        }

        Close(Current);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), typeof(SqliteJobStore));
            try
            {
                return Keep(_connector.Open());
            }
            catch (SqliteException busy) when (SqliteFaults.IsBusy(busy) && waited.Elapsed < BusyTimeout)
            {
                await Task.Delay(_pause, TimeProvider.System).ConfigureAwait(false);
            }
            catch (SqliteException error)
            {
                throw Explain(error);
            }
        }
    }

    private OpenFile Keep(OpenFile opened)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                Volatile.Write(ref _open, opened);
                return opened;
            }
        }

        opened.Dispose();
        throw new ObjectDisposedException(nameof(SqliteJobStore));
    }

    private void Close(OpenFile? file)
    {
        if (file is not null)
        {
            Interlocked.CompareExchange(ref _open, null, file);
            file.Dispose();
        }
    }
}
