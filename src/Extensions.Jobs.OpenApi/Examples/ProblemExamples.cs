using System.Text.Json;
using System.Text.Json.Nodes;
using Extensions.Jobs.Mvc;

namespace Extensions.Jobs.OpenApi;

/// <summary>Problems, written as the library writes them.</summary>
internal static class ProblemExamples
{
    private const string Rfc9110 = "https://tools.ietf.org/html/rfc9110#section-15.5.";
    private static readonly DateTimeOffset _removed = new(2026, 11, 25, 10, 5, 0, TimeSpan.Zero);

    /// <summary>A problem of this name at this path.</summary>
    public static JsonNode Of(string name, int status, string instance, JobAddresses addresses)
    {
        var known = Known(name, status);
        var document = known with
        {
            Type = known.Type.Contains(':', StringComparison.Ordinal) ? known.Type : addresses.ProblemType(known.Type),
            Instance = instance,
        };
        return JsonSerializer.SerializeToNode(document, ProblemJsonContext.Default.ProblemDocument)!;
    }

    private static ProblemDocument Known(string name, int status) =>
        name switch
        {
            "invalid-input" => New(Rfc9110 + "1", status, "The input is not valid") with
            {
                Errors = new Dictionary<string, string[]>
                {
                    ["$.count"] = ["The value has the wrong type (line 1, byte 29)."],
                },
            },
            "unknown-caller" => New(Rfc9110 + "2", status, "The caller must be known"),
            "forbidden" => New(Rfc9110 + "4", status, "The caller may not do this"),
            "no-owner" => New(Rfc9110 + "4", status, "The caller may not do this") with
            {
                Detail = "Nothing that can be the owner of jobs is known of the caller.",
            },
            "not-acceptable" => New(Rfc9110 + "7", status, "Nothing acceptable can be answered"),
            "precondition-failed" => New(Rfc9110 + "13", status, "A precondition is not fulfilled"),
            "too-large" => New(Rfc9110 + "14", status, "The input is too large"),
            "unsupported-media-type" => New(Rfc9110 + "16", status, "The media type is not supported") with
            {
                Detail = "Send the input as application/json, in UTF-8 or UTF-16.",
            },
            "job-not-found" => New(name, status, "There is no such job"),
            "job-deleted" => New(name, status, "The job was deleted") with { Removed = _removed },
            "job-expired" => New(name, status, "The job has expired") with { Removed = _removed },
            "output-not-ready" => New(name, status, "The job has no output yet") with { JobStatus = JobStatus.Running },
            "output-unavailable" => New(name, status, "The job has no output") with
            {
                JobStatus = JobStatus.Failed,
                Error = JobExamples.Error(),
            },
            "output-deleted" => New(name, status, "The output was deleted") with { Removed = _removed },
            "job-not-finished" => New(name, status, "The job has not ended yet") with
            {
                Detail = "Wait until it has, or cancel it.",
                JobStatus = JobStatus.Running,
            },
            "job-finished" => New(name, status, "The job has ended already") with { JobStatus = JobStatus.Succeeded },
            "idempotency-key-missing" => New(name, status, "An idempotency key is required"),
            "idempotency-key-invalid" => New(name, status, "The idempotency key is not valid"),
            "idempotency-key-reused" => New(name, status, "The idempotency key was used for another input"),
            "preference-refused" => New(name, status, "A preference cannot be followed") with { Parameter = "wait" },
            "invalid-parameter" => New(name, status, "A parameter is not valid") with { Parameter = "redirect" },
            "invalid-cursor" => New(name, status, "The cursor is not valid") with { Parameter = "cursor" },
            "too-many-jobs" => New(name, status, "The caller has too many unfinished jobs") with { Limit = 1000 },
            "too-many-streams" => New(name, status, "The caller has too many open streams") with { Limit = 100 },
            "capacity" => New(name, status, "The service cannot do this now") with
            {
                Detail = "The queue is full, or the service is being stopped.",
            },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no example of this problem."),
        };

    private static ProblemDocument New(string type, int status, string title) =>
        new()
        {
            Type = type,
            Title = title,
            Status = status,
            Instance = "",
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
}
