namespace Extensions.Jobs;

/// <summary>Times are whole milliseconds in UTC, so that every store gives back what it got.</summary>
internal static class JobTime
{
    /// <summary>The end of the calendar.</summary>
    public static readonly DateTimeOffset Last = Floor(DateTimeOffset.MaxValue);

    // No run takes a century; so much can be added to any time to come, in a store's SQL too.
    private static readonly TimeSpan _longestEstimate = TimeSpan.FromDays(36_500);

    public static DateTimeOffset Floor(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static TimeSpan Floor(TimeSpan duration) =>
        new(duration.Ticks - (duration.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>Null stands for never: an infinite wait, or one that ends after the last day of the calendar.</summary>
    public static DateTimeOffset? After(DateTimeOffset now, TimeSpan wait) =>
        wait == Timeout.InfiniteTimeSpan || wait > DateTimeOffset.MaxValue - now ? null : Floor(now + wait);

    /// <summary>Null for what is no estimate: a negative one, or one of more than a century.</summary>
    public static TimeSpan? Estimate(TimeSpan? duration) =>
        duration is { } known && known >= TimeSpan.Zero && known <= _longestEstimate ? Floor(known) : null;

    /// <summary>When a run of this length ends; null: not known.</summary>
    public static DateTimeOffset? After(DateTimeOffset start, TimeSpan? duration) =>
        duration is { } known ? After(start, known) : null;
}
