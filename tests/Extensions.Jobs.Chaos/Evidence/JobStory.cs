namespace Extensions.Jobs.Chaos;

/// <summary>All that is known of one job.</summary>
internal sealed class JobStory(string id)
{
    public string Id => id;

    /// <summary>What its client wanted.</summary>
    public JobSubmitted? Submission { get; set; }

    /// <summary>The tries to add it.</summary>
    public List<Write> Adds { get; } = [];

    /// <summary>The tries to save an update.</summary>
    public List<Write> Saves { get; } = [];

    public List<(string Process, JobClaimed Claim)> Claims { get; } = [];

    public List<Run> Runs { get; } = [];

    public List<JobAnswered> Answers { get; } = [];

    public List<OutputCleaned> Cleanings { get; } = [];

    /// <summary>What is in the store in the end; null: nothing.</summary>
    public Job? Stored { get; set; }

    /// <summary>The versions that certainly were, in their order.</summary>
    public IReadOnlyList<Known> Versions { get; set; } = [];

    /// <summary>A client was told so.</summary>
    public bool IsAccepted => Answers.Any(answer => answer is { Ask: Ask.Submit, Code: 202 });

    /// <summary>Each known version with the known one before it.</summary>
    public IEnumerable<(Known Before, Known After)> Steps => Versions.Zip(Versions.Skip(1));
}

/// <summary>One try to write.</summary>
/// <param name="Process">Who tried.</param>
/// <param name="Job">The header.</param>
/// <param name="TriedAt">When.</param>
internal sealed record Write(string Process, Snapshot Job, long TriedAt)
{
    public JobPayloads Payloads { get; init; }

    /// <summary>Which run made the output that was saved.</summary>
    public string? Run { get; init; }

    /// <summary>What came of it; null: its process died before it knew.</summary>
    public Outcome? Outcome { get; set; }

    public long? EndedAt { get; set; }

    public bool IsSaved => Outcome == Chaos.Outcome.Saved;

    public bool MayBeSaved => Outcome != Chaos.Outcome.Refused;
}

/// <summary>One run of the worker.</summary>
/// <param name="Process">Where.</param>
/// <param name="Name">Which.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record Run(string Process, string Name, long StartedAt)
{
    public JobStopCause Cause { get; set; }

    public long? StoppedAt { get; set; }

    public long? EndedAt { get; set; }
}

/// <summary>A version of a job that certainly was.</summary>
/// <param name="Job">Its header.</param>
/// <param name="By">Who wrote it; null: seen in the store alone.</param>
/// <param name="At">When it was there at the latest.</param>
internal sealed record Known(Snapshot Job, string? By, long At)
{
    public long Version => Job.Version;

    /// <summary>Which run made the output that came with it.</summary>
    public string? Run { get; init; }

    public JobPayloads Payloads { get; init; }

    /// <summary>When its write was tried.</summary>
    public long TriedAt { get; init; }
}
