using System.Diagnostics;

namespace Extensions.Jobs.Chaos;

/// <summary>A time that all processes of the machine share and no jump of a clock moves, in microseconds.</summary>
internal static class Moment
{
    private const long PerSecond = 1_000_000;

    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / PerSecond);

    public static long Of(TimeSpan time) => (long)time.TotalMicroseconds;

    public static TimeSpan Between(long from, long to) => TimeSpan.FromMicroseconds(to - from);
}
