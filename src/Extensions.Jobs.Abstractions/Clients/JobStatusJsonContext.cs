using System.Text.Json.Serialization;

namespace Extensions.Jobs;

/// <summary>How the job document is written and read: the same on every host, whatever its own JSON options say.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JobStatus))]
internal sealed partial class JobStatusJsonContext : JsonSerializerContext;
