namespace Extensions.Jobs.Chaos;

/// <summary>Of a header, what the checker looks at.</summary>
internal sealed record Snapshot
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public JobState State { get; init; }

    public long Version { get; init; }

    public long Claim { get; init; }

    public string? Node { get; init; }

    public int Attempt { get; init; }

    public int HandBacks { get; init; }

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public DateTimeOffset? Removed { get; init; }

    public JobRemoval Removal { get; init; }

    public DateTimeOffset? CancelRequested { get; init; }

    public DateTimeOffset? DeleteRequested { get; init; }

    public int? Progress { get; init; }

    public string? Message { get; init; }

    public JobOutputState Output { get; init; }

    public bool HasCleanup { get; init; }

    public DateTimeOffset? CleanupDue { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorTitle { get; init; }

    public string? ErrorDetail { get; init; }

    public bool IsFinal => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    public static Snapshot Of(JobHeader job) =>
        new()
        {
            Id = job.Id,
            Name = job.Name,
            State = job.State,
            Version = job.Version,
            Claim = job.Claim,
            Node = job.Node,
            Attempt = job.Attempt,
            HandBacks = job.HandBacks,
            Due = job.Due,
            Started = job.Started,
            Ended = job.Ended,
            Removed = job.Removed,
            Removal = job.Removal,
            CancelRequested = job.CancelRequested,
            DeleteRequested = job.DeleteRequested,
            Progress = job.Progress,
            Message = job.Message,
            Output = job.Output,
            HasCleanup = job.HasCleanup,
            CleanupDue = job.CleanupDue,
            ErrorType = job.Error?.Type,
            ErrorTitle = job.Error?.Title,
            ErrorDetail = job.Error?.Detail,
        };
}
