namespace Extensions.Jobs;

/// <summary>When a request that failed is sent again, and when no more.</summary>
internal sealed class Retries(TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);

    private readonly long _start = time.GetTimestamp();
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
        return time.GetElapsedTime(_start) + pause <= limit ? pause : null;
    }
}
