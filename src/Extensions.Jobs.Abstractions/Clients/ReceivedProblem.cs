using System.Text.Json;

namespace Extensions.Jobs;

/// <summary>
/// A problem document (RFC 9457) as a client received it over HTTP. Members that are absent, or not of the type that they must
/// have, are null.
/// </summary>
public sealed record ReceivedProblem
{
    /// <summary>A URI that names the kind of problem. Default: <c>about:blank</c>, no more than the HTTP status.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>A short summary of the kind.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status, as the document has it.</summary>
    public int? Status { get; init; }

    /// <summary>What happened this time.</summary>
    public string? Detail { get; init; }

    /// <summary>Where it happened.</summary>
    public string? Instance { get; init; }

    /// <summary>The trace in which it happened: what to ask the server's operators for.</summary>
    public string? TraceId { get; init; }

    /// <summary>All other members, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = new Dictionary<string, JsonElement>();
}
