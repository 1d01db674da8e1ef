using System.Collections.Concurrent;

namespace Extensions.Jobs;

/// <summary>Who in this process waits for one job. It takes itself out of the watch when the last has gone.</summary>
internal sealed class WatchedJob(string id, ConcurrentDictionary<string, WatchedJob> all)
{
    private readonly Lock _gate = new();
    private Observer[] _observers = [];
    private long _version;
    private bool _isLeft;

    /// <summary>The newest version that was told.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Null: the last observer has just left; ask the watch again.</summary>
    public IDisposable? TryAdd(Action<JobHeader?> changed)
    {
        lock (_gate)
        {
            if (_isLeft)
            {
                return null;
            }

            var observer = new Observer(this, changed);
            _observers = [.. _observers, observer];
            return observer;
        }
    }

    /// <summary>Tells a newer version, in order; null: the job is gone.</summary>
    public void Tell(JobHeader? header)
    {
        lock (_gate)
        {
            if (header is not null)
            {
                if (header.Version <= _version)
                {
                    return;
                }

                _version = header.Version;
            }

            foreach (var observer in _observers)
            {
                observer.Changed(header);
            }
        }
    }

    private void Leave(Observer observer)
    {
        lock (_gate)
        {
            _observers = [.. _observers.Where(other => other != observer)];
            if (_observers.Length == 0 && !_isLeft)
            {
                _isLeft = true;
                all.TryRemove(new KeyValuePair<string, WatchedJob>(id, this));
            }
        }
    }

    private sealed class Observer(WatchedJob job, Action<JobHeader?> changed) : IDisposable
    {
        public Action<JobHeader?> Changed => changed;

        public void Dispose() => job.Leave(this);
    }
}
