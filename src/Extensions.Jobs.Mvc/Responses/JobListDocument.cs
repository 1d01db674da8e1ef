using System.Text.Json;
using System.Text.Json.Serialization;

namespace Extensions.Jobs.Mvc;

/// <summary>A page of jobs on the wire; what is null is absent.</summary>
internal sealed record JobListDocument(IReadOnlyList<JobListItem> Items, JobListLinks Links);

/// <summary>Where this page is, and the next; null: this is the last.</summary>
internal sealed record JobListLinks(string Self, string? Next);

/// <summary>The document of a job, and its entity-tag as one member more.</summary>
[JsonConverter(typeof(JobListItemConverter))]
internal sealed record JobListItem(JobStatus Job, string Etag);

internal sealed class JobListItemConverter : JsonConverter<JobListItem>
{
    public override JobListItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, JobListItem value, JsonSerializerOptions options)
    {
        using var job = JsonSerializer.SerializeToDocument(value.Job, JobStatusJsonContext.Default.JobStatus);
        writer.WriteStartObject();
        foreach (var member in job.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteString("etag", value.Etag);
        writer.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JobListDocument))]
internal sealed partial class JobListJsonContext : JsonSerializerContext;
