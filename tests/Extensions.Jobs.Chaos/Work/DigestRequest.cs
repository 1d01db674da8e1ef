using System.Text.Json.Serialization;

namespace Extensions.Jobs.Chaos;

/// <summary>What a job shall do. Its output, and how it may end, follow from this alone.</summary>
public sealed record DigestRequest
{
    public int Seed { get; init; }

    public int Steps { get; init; }

    public int StepMilliseconds { get; init; }

    public Ending Ending { get; init; }

    /// <summary>So many attempts fail first.</summary>
    public int FailingAttempts { get; init; }

    /// <summary>A failing attempt asks for a retry, instead of throwing.</summary>
    public bool AsksForRetry { get; init; }

    /// <summary>So many attempts kill their whole process.</summary>
    public int KillingAttempts { get; init; }

    /// <summary>How long the worker goes on when it was told to stop.</summary>
    public int DeafMilliseconds { get; init; }
}

/// <summary>The same work, whose output also lives elsewhere.</summary>
public sealed record ArchiveRequest(DigestRequest Work);

[JsonConverter(typeof(JsonStringEnumConverter<Ending>))]
public enum Ending
{
    Succeeds,

    /// <summary>Fails for good.</summary>
    Fails,

    /// <summary>Ends as cancelled, without having been asked to.</summary>
    GivesUp,
}

/// <param name="Digest">What the input demands.</param>
/// <param name="Run">Which run made it.</param>
public sealed record DigestResponse(string Digest, string Run);

/// <param name="Digest">What the input demands.</param>
/// <param name="Run">Which run made it.</param>
public sealed record ArchiveResponse(string Digest, string Run);
