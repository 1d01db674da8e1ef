namespace Extensions.Jobs;

/// <summary>Waits for the header of a job that is final, or of another version than the one that its client knows.</summary>
internal sealed class JobWait : IDisposable
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly long? _knownVersion;
    private readonly IDisposable _observer;
    private JobHeader? _newest;

    public JobWait(JobWatch watch, string id, long? knownVersion)
    {
        _knownVersion = knownVersion;
        _observer = watch.Observe(id, Notice);
    }

    /// <summary>The newest header; null: the job is gone for good.</summary>
    public JobHeader? Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    /// <summary>Takes a header that was seen; older ones change nothing.</summary>
    public void Notice(JobHeader? header)
    {
        lock (_gate)
        {
            if (header is null || _newest is null || header.Version > _newest.Version)
            {
                _newest = header;
            }

            if (_newest is null or { IsFinal: true } || (_knownVersion is { } known && _newest.Version != known))
            {
                _met.TrySetResult();
            }
        }
    }

    /// <summary>Completes when that header is there, when the time is up, or when the host stops.</summary>
    public async Task UntilMetAsync(
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken stopping,
        CancellationToken cancellationToken
    )
    {
        if (!_met.Task.IsCompleted)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
            await Task.WhenAny(_met.Task, time.SleepAsync(timeout, ended.Token)).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => _observer.Dispose();
}
