using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Upkeep;

/// <summary>Lets time pass for the upkeep of one host.</summary>
internal static class UpkeepClock
{
    /// <summary>Recovery, retention and clean-up.</summary>
    private const int Steps = 3;

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Lets a time pass that is no shorter than the interval, and waits until all upkeep that was due then is done.</summary>
    public static async Task PassUpkeepAsync(this TestClock clock, TimeSpan time, CancellationToken cancellationToken)
    {
        await clock.WhenAsleepAsync(Interval, cancellationToken, Steps);
        clock.Advance(time);
        await clock.WhenAsleepAsync(Interval, cancellationToken, Steps);
    }
}
