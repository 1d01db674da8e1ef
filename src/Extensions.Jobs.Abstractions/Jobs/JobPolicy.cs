namespace Extensions.Jobs;

/// <summary>The rules of one type of job that its transitions need.</summary>
public sealed record JobPolicy
{
    /// <summary>How many times in a row a stopping host may give a job back without an attempt being counted.</summary>
    public const int MaxHandBacks = 10;

    /// <summary>How often a job may be started before it fails. At least 1. Default: 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How long a succeeded job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    public TimeSpan SucceededRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a failed job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    public TimeSpan FailedRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a cancelled job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    public TimeSpan CancelledRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a removed job is remembered. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    public TimeSpan TombstoneLifetime { get; init; } = TimeSpan.FromHours(24);

    internal TimeSpan RetentionOf(JobState state) =>
        state switch
        {
            JobState.Succeeded => SucceededRetention,
            JobState.Failed => FailedRetention,
            _ => CancelledRetention,
        };
}
