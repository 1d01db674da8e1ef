namespace Extensions.Jobs;

/// <summary>Delays of any length: a timer alone cannot wait longer than 49 days.</summary>
internal static class LongDelay
{
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(40);

    /// <summary>Completes after a time, or at once when the token is cancelled; throws for neither.</summary>
    public static async Task SleepAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        var isEndless = delay == Timeout.InfiniteTimeSpan;
        for (var left = delay; isEndless || left > TimeSpan.Zero; left -= _longestTimer)
        {
            var next = !isEndless && left < _longestTimer ? left : _longestTimer;
            // Cancelled far more often than not: an exception each time would cost more than all the rest of a short run.
            await Task.Delay(next, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
