namespace Extensions.Jobs.Chaos;

/// <summary>What one client does with one job.</summary>
internal sealed record JourneyPlan
{
    /// <summary>The idempotency key, under which it submits until it has an answer.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the job's type.</summary>
    public required string Name { get; init; }

    public required DigestRequest Work { get; init; }

    public required Course Course { get; init; }

    /// <summary>How long after the submission it cancels or deletes.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>Submits again although it has an answer.</summary>
    public required bool SubmitsTwice { get; init; }

    /// <summary>Polls by long waits.</summary>
    public required bool Waits { get; init; }

    /// <summary>Has everything else decided by this.</summary>
    public required int Seed { get; init; }
}

internal enum Course
{
    /// <summary>Polls until the end, and reads the output.</summary>
    Watch,

    /// <summary>Never asks again.</summary>
    Forget,

    Cancel,

    Delete,

    WatchThenDelete,

    WatchThenDeleteOutput,
}
