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

    public Failure Failure { get; init; }

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

/// <summary>How an attempt fails that has to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Failure>))]
public enum Failure
{
    Throws,

    AsksForRetry,

    /// <summary>Does not end before it is told to.</summary>
    Hangs,
}

/// <param name="Digest">What the input demands.</param>
/// <param name="Run">Which run made it.</param>
public sealed record DigestResponse(string Digest, string Run);

/// <param name="Digest">What the input demands.</param>
/// <param name="Run">Which run made it.</param>
public sealed record ArchiveResponse(string Digest, string Run);
