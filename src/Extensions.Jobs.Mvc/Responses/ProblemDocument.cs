using System.Text.Json.Serialization;

namespace Extensions.Jobs.Mvc;

/// <summary>A problem (RFC 9457) on the wire; what is null is absent.</summary>
internal sealed record ProblemDocument
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public required string Instance { get; init; }

    public required string TraceId { get; init; }

    public string? JobStatus { get; init; }

    public JobStatusError? Error { get; init; }

    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Removed { get; init; }

    public int? Limit { get; init; }

    public string? Parameter { get; init; }

    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJsonContext : JsonSerializerContext;
