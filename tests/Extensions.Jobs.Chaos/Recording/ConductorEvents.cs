namespace Extensions.Jobs.Chaos;

internal sealed record ProcessStarted(string Process, Role Role, int Pid) : ChaosEvent;

internal sealed record ProcessExited(string Process, int ExitCode) : ChaosEvent;

/// <summary>Something was done to a process.</summary>
internal sealed record Disturbed(string Process, DisturbanceKind Kind) : ChaosEvent;

/// <summary>It is over.</summary>
internal sealed record Calmed(string Process, DisturbanceKind Kind) : ChaosEvent;

/// <summary>Undisturbed for long, something has not ended.</summary>
internal sealed record Unfinished(double Seconds) : ChaosEvent;

/// <summary>A client is about to submit a job, perhaps more than once under this key.</summary>
internal sealed record JobSubmitted(string Key, string Name, DigestRequest Work) : ChaosEvent;

/// <summary>A client has an answer.</summary>
/// <param name="Ask">What it had asked.</param>
/// <param name="Key">Its key.</param>
/// <param name="Id">The job; null: the submission was refused.</param>
/// <param name="Sent">When the request was sent.</param>
/// <param name="Process">Which process was asked.</param>
/// <param name="Code">The status of the answer.</param>
internal sealed record JobAnswered(Ask Ask, string Key, string? Id, long Sent, string Process, int Code) : ChaosEvent
{
    /// <summary>The last part of the type of a problem.</summary>
    public string? Problem { get; init; }

    public string? Status { get; init; }

    public long Version { get; init; }

    public int? Progress { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>The body of an output.</summary>
    public DigestResponse? Output { get; init; }
}

/// <summary>A request was not answered: the connection broke, or it took too long.</summary>
internal sealed record JobUnanswered(Ask Ask, string Key, string? Id, long Sent, string Process, string Why)
    : ChaosEvent;

/// <summary>What a client asks.</summary>
internal enum Ask
{
    Submit,
    Status,
    Output,
    Cancel,
    Delete,
    DeleteOutput,
}
