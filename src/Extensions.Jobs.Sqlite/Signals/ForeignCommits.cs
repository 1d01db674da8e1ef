using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite;

/// <summary>
/// Notices what others have committed to the file: other processes, and this one's own transactions with jobs in them. It looks only
/// while somebody listens. Thread-safe.
/// </summary>
/// <remarks>
/// It asks on the connection that writes: there, SQLite's counter stands still for our own commits, which have sent their signals.
/// </remarks>
internal sealed class ForeignCommits : IDisposable
{
    private const string DataVersion = "PRAGMA data_version";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);
    private readonly SqliteFile _file;
    private readonly Action _noticed;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private int _listeners;
    private (OpenFile? File, long Version) _seen;

    public ForeignCommits(SqliteFile file, Action noticed)
    {
        _file = file;
        _noticed = noticed;
        // Other processes live in real time, whatever time this one has.
        _timer = TimeProvider.System.CreateTimer(
            static watch => ((ForeignCommits)watch!).Look(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Looks until it is disposed.</summary>
    public IDisposable Listen()
    {
        lock (_gate)
        {
            if (++_listeners == 1)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }

        return new Listener(this);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var hasNews = HasNews();
        lock (_gate)
        {
            if (_listeners > 0)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }

        if (hasNews)
        {
            _noticed();
        }
    }

    // While nobody listened, and while the file was closed, anything may have happened: then too the answer differs from the last.
    internal bool HasNews()
    {
        if (_file.Current is not { } file)
        {
            return false;
        }

        lock (file.Gate)
        {
            try
            {
                var last = _seen;
                return file.Writer?.Prepare(DataVersion).Number() is { } version && (_seen = (file, version)) != last;
            }
            catch (SqliteException)
            {
                // Whoever reads or writes next says what is wrong.
                return false;
            }
        }
    }

    private void StopListening()
    {
        lock (_gate)
        {
            _listeners--;
        }
    }

    private sealed class Listener(ForeignCommits commits) : IDisposable
    {
        private bool _isDisposed;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isDisposed, true))
            {
                commits.StopListening();
            }
        }
    }
}
