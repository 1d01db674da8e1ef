namespace Extensions.Jobs;

/// <summary>Times are whole milliseconds in UTC, so that every store gives back what it got.</summary>
internal static class JobTime
{
    public static DateTimeOffset Floor(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static TimeSpan Floor(TimeSpan duration) =>
        new(duration.Ticks - (duration.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>Null stands for never: an infinite wait, or one that ends after the last day of the calendar.</summary>
    public static DateTimeOffset? After(DateTimeOffset now, TimeSpan wait) =>
        wait == Timeout.InfiniteTimeSpan || wait > DateTimeOffset.MaxValue - now ? null : Floor(now + wait);
}
