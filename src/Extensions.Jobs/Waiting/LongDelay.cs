namespace Extensions.Jobs;

/// <summary>Delays of any length: a timer alone cannot wait longer than 49 days.</summary>
internal static class LongDelay
{
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(40);

    /// <summary>Completes after a time, or never; cancelled with the token.</summary>
    public static async Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay == Timeout.InfiniteTimeSpan)
        {
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }

        for (var left = delay; left > TimeSpan.Zero; left -= _longestTimer)
        {
            var next = left < _longestTimer ? left : _longestTimer;
            await Task.Delay(next, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes after a time, or at once when the token is cancelled; throws for neither.</summary>
    public static async Task SleepAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        await time.DelayAsync(delay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
