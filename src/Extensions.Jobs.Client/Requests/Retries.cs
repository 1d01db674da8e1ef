namespace Extensions.Jobs;

/// <summary>When a request that failed is sent again, and when no more.</summary>
/// <param name="limit">For how long, since it failed for the first time: the connection may have been dead for longer before.</param>
/// <param name="within">For how long since it was asked for; null: that does not matter.</param>
/// <param name="time">Measures both.</param>
internal sealed class Retries(TimeSpan limit, TimeSpan? within, TimeProvider time)
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);

    private readonly long _start = time.GetTimestamp();
    private long? _failed;
    private TimeSpan _backoff = _first;

    /// <summary>How long to pause; null: it is to be given up.</summary>
    /// <param name="retryAfter">What the server asks; null: nothing.</param>
    public TimeSpan? Next(TimeSpan? retryAfter)
    {
        // Spread, for all clients of a server that restarts fail at the same moment; never before the moment that it named.
        var backoff = _backoff * (0.8 + 0.4 * Random.Shared.NextDouble());
        var asked = (retryAfter ?? TimeSpan.Zero) * (1 + 0.2 * Random.Shared.NextDouble());
        _backoff = _backoff * 2 < _longest ? _backoff * 2 : _longest;
        var pause = backoff > asked ? backoff : asked;
        _failed ??= time.GetTimestamp();
        return
            time.GetElapsedTime(_failed.Value) + pause <= limit
            && (within is null || time.GetElapsedTime(_start) + pause <= within)
            ? pause
            : null;
    }
}
