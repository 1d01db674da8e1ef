using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>A header of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Example">A value, for the addresses of a job.</param>
internal sealed record AnswerHeader(string Name, string Description, Func<JobAddresses, JsonNode> Example)
{
    public static AnswerHeader Location { get; } =
        new("Location", "Where the job is.", job => job.Self) { Format = "uri-reference", IsRequired = true };

    public static AnswerHeader LocationOfOutput { get; } =
        new("Location", "Where the output is.", job => job.Output) { Format = "uri-reference", IsRequired = true };

    public static AnswerHeader ContentLocation { get; } =
        new("Content-Location", "The job whose document the body is.", job => job.Self) { Format = "uri-reference" };

    public static AnswerHeader LinkToMonitor { get; } =
        new("Link", "Where to watch the job: rel=\"monitor\".", job => $"<{job.Self}>; rel=\"monitor\"");

    public static AnswerHeader LinkToPages { get; } =
        new(
            "Link",
            "The first page, rel=\"first\", and the next, rel=\"next\", if there is one.",
            job => $"<{job.Collection}>; rel=\"first\", <{job.Collection}?cursor={JobExamples.Cursor}>; rel=\"next\""
        );

    public static AnswerHeader LinkToDocumentation { get; } =
        new(
            "Link",
            "Where keys are explained, rel=\"describedby\"; only with the problem idempotency-key-missing.",
            job => $"<{job.ProblemType("idempotency-key-missing")}>; rel=\"describedby\""
        );

    public static AnswerHeader RetryAfter { get; } =
        new("Retry-After", "Seconds to wait before asking again; absent when the job has ended.", _ => 4)
        {
            Type = JsonSchemaType.Integer,
        };

    public static AnswerHeader RetryAfterRefusal { get; } =
        RetryAfter with
        {
            Description = "Seconds to wait before trying again.",
            IsRequired = true,
        };

    public static AnswerHeader ETag { get; } =
        new("ETag", "The version of the job, strong: for If-None-Match and If-Match.", _ => JobExamples.ETag);

    public static AnswerHeader ETagOfOutput { get; } =
        new("ETag", "The version of the output, strong: for If-None-Match and If-Match.", _ => "\"17.o\"");

    public static AnswerHeader Sunset { get; } =
        new("Sunset", "The job and its output are kept at least until then.", _ => "Wed, 25 Nov 2026 10:00:31 GMT");

    public static AnswerHeader PreferenceApplied { get; } =
        new("Preference-Applied", "Which preferences were honoured; with wait, for how long at most.", _ => "wait=10");

    public static AnswerHeader Vary { get; } =
        new("Vary", "A preference can change the answer.", _ => "Prefer") { IsRequired = true };

    public static AnswerHeader NoStore { get; } =
        new("Cache-Control", "Not to be stored.", _ => "no-store") { IsRequired = true };

    public static AnswerHeader Revalidate { get; } =
        new("Cache-Control", "To be stored by the caller alone, and asked for each time.", _ => "private, no-cache")
        {
            IsRequired = true,
        };

    public static AnswerHeader Unbuffered { get; } =
        new("X-Accel-Buffering", "Tells proxies to pass events on at once.", _ => "no");

    public static AnswerHeader Accept { get; } = new("Accept", "What is taken.", _ => "application/json");

    public static AnswerHeader AcceptEncoding { get; } =
        new("Accept-Encoding", "What is taken, if it was the coding.", _ => "identity");

    public static AnswerHeader Challenge { get; } =
        new("WWW-Authenticate", "How to say who calls.", _ => "Bearer") { IsRequired = true };

    public string? Format { get; init; }

    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;

    /// <summary>Whether every such answer has it.</summary>
    public bool IsRequired { get; init; }

    public OpenApiHeader Describe(JobAddresses addresses) =>
        new()
        {
            Description = Description,
            Required = IsRequired,
            Schema = new OpenApiSchema
            {
                Type = Type,
                Format = Format,
                Minimum = Type == JsonSchemaType.Integer ? "0" : null,
            },
            Example = Example(addresses),
        };
}
