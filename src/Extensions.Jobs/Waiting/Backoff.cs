namespace Extensions.Jobs;

/// <summary>How long to wait before a store is asked again: 100 ms, doubled up to 5 s, until it has answered.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = _first;

    public void Reset() => _next = _first;

    /// <summary>Waits, and longer the next time. Ends at once when cancelled.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var delay = _next;
        _next = _next * 2 < _longest ? _next * 2 : _longest;
        return time.SleepAsync(delay, cancellationToken);
    }
}
