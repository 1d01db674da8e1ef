namespace Extensions.Jobs;

/// <summary>The fixed part of a shutdown.</summary>
internal static class ShutdownTimes
{
    /// <summary>How long a run that was told to stop may still take before its job is handed back.</summary>
    public static TimeSpan HandBackDelay { get; } = TimeSpan.FromSeconds(5);
}
