namespace Extensions.Jobs;

/// <summary>How long a failed job waits: doubled with each attempt, up to the longest, spread by 20 % either way.</summary>
internal static class RetryDelay
{
    private const double Spread = 0.2;

    /// <param name="options">The options of the job.</param>
    /// <param name="attempt">The attempt that has failed, from 1.</param>
    /// <param name="random">From 0 to 1: where in the spread.</param>
    public static TimeSpan After(JobOptions options, int attempt, double random)
    {
        var doubled = options.RetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 60));
        var longest = Math.Min(doubled, options.MaxRetryDelay.TotalMilliseconds);
        var delay = longest * (1 - Spread + (2 * Spread * random));
        return delay < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(delay) : TimeSpan.MaxValue;
    }
}
