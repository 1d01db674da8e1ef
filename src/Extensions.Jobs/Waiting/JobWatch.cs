using System.Collections.Concurrent;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>
/// Knows who in this process waits for which job, and tells them of its new versions: by a signal, by what this process writes
/// itself, and by a slow poll that reads all of them together.
/// </summary>
internal sealed partial class JobWatch(
    IJobRepository repository,
    IJobNotifier notifier,
    IOptions<JobsOptions> options,
    TimeProvider time,
    ILogger<JobWatch> logger
)
{
    private const int MaxRead = 500;

    private readonly ConcurrentDictionary<string, WatchedJob> _watched = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _anyChanged;
    private long _polledAt = time.GetTimestamp();
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls back with each newer header of a job, and with null when it is found to be gone, until disposed.</summary>
    /// <param name="id">The job.</param>
    /// <param name="changed">Must return at once and not throw.</param>
    public IDisposable Observe(string id, Action<JobHeader?> changed)
    {
        while (true)
        {
            var watched = _watched.GetOrAdd(id, static (key, all) => new WatchedJob(key, all), _watched);
            if (watched.TryAdd(changed) is { } observer)
            {
                return observer;
            }
        }
    }

    /// <summary>This process has just written a version.</summary>
    public void Seen(JobHeader header)
    {
        if (_watched.TryGetValue(header.Id, out var watched))
        {
            watched.Tell(header);
        }
    }

    /// <summary>These jobs may have changed: read them soon.</summary>
    public void Look(IEnumerable<string> ids)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_watched.ContainsKey(id))
                {
                    _changed.Add(id);
                }
            }

            if (_changed.Count > 0)
            {
                _wake.TrySetResult();
            }
        }
    }

    /// <summary>Listens and polls until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(ListenAsync(stopping), ReadAsync(stopping));

    private async Task ListenAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var signal in notifier.SubscribeAsync(stopping).ConfigureAwait(false))
                {
                    backoff.Reset();
                    Hear(signal);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogNotListening(failure.Message);
            }

            await backoff.WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private void Hear(JobSignal signal)
    {
        if (signal.Id is { } id)
        {
            if (_watched.TryGetValue(id, out var watched) && watched.Version < signal.Version)
            {
                Look([id]);
            }

            return;
        }

        lock (_gate)
        {
            _anyChanged = true;
            _wake.TrySetResult();
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        while (!stopping.IsCancellationRequested)
        {
            var ids = await NextAsync(stopping).ConfigureAwait(false);
            try
            {
                foreach (var group in ids.Chunk(MaxRead))
                {
                    await ReadAsync(group, stopping).ConfigureAwait(false);
                }

                backoff.Reset();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogNotReading(failure.Message);
                await backoff.WaitAsync(stopping).ConfigureAwait(false);
                Look(ids);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    /// <summary>What has changed; after a polling interval without a sign, all that is watched.</summary>
    private async Task<IReadOnlyCollection<string>> NextAsync(CancellationToken stopping)
    {
        var untilPoll = options.Value.PollingInterval - time.GetElapsedTime(_polledAt);
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (untilPoll > TimeSpan.Zero)
        {
            await Task.WhenAny(_wake.Task, time.SleepAsync(untilPoll, woken.Token)).ConfigureAwait(false);
        }

        await woken.CancelAsync().ConfigureAwait(false);
        // Whatever woke it: signals for some jobs must not put off the poll for those whose signal was lost.
        var polls = time.GetElapsedTime(_polledAt) >= options.Value.PollingInterval;
        lock (_gate)
        {
            var readsAll = polls || _anyChanged;
            _polledAt = readsAll ? time.GetTimestamp() : _polledAt;
            IReadOnlyCollection<string> ids = readsAll ? [.. _watched.Keys] : _changed;
            _changed = new HashSet<string>(StringComparer.Ordinal);
            _anyChanged = false;
            _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return ids;
        }
    }

    private async Task ReadAsync(string[] ids, CancellationToken stopping)
    {
        var found = await repository.FindAsync(ids, JobParts.Header, stopping).ConfigureAwait(false);
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var job in found)
        {
            missing.Remove(job.Header.Id);
            Seen(job.Header);
        }

        foreach (var id in missing)
        {
            if (_watched.TryGetValue(id, out var watched))
            {
                watched.Tell(null);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Signals cannot be heard, changes are noticed more slowly meanwhile: {Reason}"
    )]
    private partial void LogNotListening(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that are waited for cannot be read: {Reason}")]
    private partial void LogNotReading(string reason);
}
