namespace Extensions.Jobs;

/// <summary>What a worker has said since the last write. Null or empty: nothing new.</summary>
/// <param name="Progress">Percent done, 0 to 100.</param>
/// <param name="Message">What it is at.</param>
/// <param name="Issues">New warnings.</param>
/// <param name="EstimatedCompletion">When it is now expected to be finished.</param>
public sealed record JobReport(
    int? Progress = null,
    string? Message = null,
    IReadOnlyCollection<JobIssue>? Issues = null,
    DateTimeOffset? EstimatedCompletion = null
);
