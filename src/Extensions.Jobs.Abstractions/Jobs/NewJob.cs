namespace Extensions.Jobs;

/// <summary>What a job is made of at its creation.</summary>
public sealed record NewJob
{
    /// <summary>See <see cref="JobHeader.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>See <see cref="JobHeader.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="JobHeader.Owner"/>.</summary>
    public string Owner { get; init; } = "";

    /// <summary>See <see cref="JobHeader.Priority"/>.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>See <see cref="JobHeader.Key"/>.</summary>
    public JobKey? Key { get; init; }

    /// <summary>See <see cref="JobHeader.TraceParent"/>.</summary>
    public string? TraceParent { get; init; }

    /// <summary>See <see cref="JobHeader.Due"/>.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>See <see cref="JobHeader.EstimatedDuration"/>.</summary>
    public TimeSpan? EstimatedDuration { get; init; }

    /// <summary>See <see cref="JobHeader.EstimatedCompletion"/>.</summary>
    public DateTimeOffset? EstimatedCompletion { get; init; }

    /// <summary>See <see cref="Job.Input"/>.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }
}
