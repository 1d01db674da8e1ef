using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>All that goes on in the background, from the first request (or the start of the host) to the last beat.</summary>
internal sealed class JobEngine(
    NodeLease lease,
    JobWatch watch,
    JobSignals signals,
    JobEnqueuer enqueuer,
    JobClaims claims,
    JobUpkeep upkeep,
    RunningJobs runs,
    IOptions<JobsOptions> options,
    TimeProvider time
) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _workEnded = new();
    private readonly CancellationTokenSource _leaving = new();
    private Task? _claiming;
    private Task _serving = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private Task? _stopped;

    /// <summary>Cancelled when the host begins to stop: waits answer, and no job is claimed.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts what is not started yet, and completes when the store has been opened.</summary>
    /// <exception cref="Providers.JobStoreException">The store is down.</exception>
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        Start();
        return lease.OpenAsync(cancellationToken);
    }

    /// <summary>Starts the background once, unless the host is stopping already.</summary>
    public void Start()
    {
        if (_claiming is not null)
        {
            return;
        }

        lock (_gate)
        {
            if (_claiming is not null || _stopped is not null)
            {
                return;
            }

            // Nothing of the request that happens to come first flows into the background.
            using (ExecutionContext.SuppressFlow())
            {
                _beating = Task.Run(() => lease.RunAsync(_leaving.Token));
                _serving = Task.WhenAll(
                    Task.Run(() => watch.RunAsync(_workEnded.Token)),
                    Task.Run(() => signals.RunAsync(_workEnded.Token)),
                    Task.Run(() => enqueuer.RunAsync(_workEnded.Token)),
                    Task.Run(() => upkeep.RunAsync(_stopping.Token))
                );
                _claiming = Task.Run(() => claims.RunAsync(_stopping.Token));
            }
        }
    }

    /// <summary>
    /// No new claims at once; running jobs get the grace period, then their token; what still runs 5 s later is handed back. Beats
    /// go on until the last job has ended. Calling it again waits for the same stop.
    /// </summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return _stopped ??= Task.Run(StopOnceAsync);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _workEnded.Cancel();
        _leaving.Cancel();
    }

    private async Task StopOnceAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await (_claiming ?? Task.CompletedTask).ConfigureAwait(false);
        await SavedWithinAsync(options.Value.ShutdownGracePeriod).ConfigureAwait(false);
        foreach (var run in runs.All)
        {
            run.Stop(JobStopCause.HostStopping);
        }

        await SavedWithinAsync(ShutdownTimes.HandBackDelay).ConfigureAwait(false);
        foreach (var run in runs.All)
        {
            run.GiveUp();
        }

        await runs.WhenSavedAsync().ConfigureAwait(false);
        await _workEnded.CancelAsync().ConfigureAwait(false);
        // Whatever broke in there: the node leaves, or its jobs would wait for its lease to pass.
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
    }

    private async Task SavedWithinAsync(TimeSpan limit)
    {
        using var saved = new CancellationTokenSource();
        await Task.WhenAny(runs.WhenSavedAsync(), time.SleepAsync(limit, saved.Token)).ConfigureAwait(false);
        await saved.CancelAsync().ConfigureAwait(false);
    }
}
