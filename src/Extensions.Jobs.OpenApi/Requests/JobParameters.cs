using Extensions.Jobs.Mvc;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>The parameters of the operations: in the path, in the query, and headers.</summary>
internal static class JobParameters
{
    private static OpenApiParameter Id =>
        new()
        {
            Name = "id",
            In = ParameterLocation.Path,
            Required = true,
            Description = "The id of the job.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{32}$" },
            Example = JobExamples.Id,
        };

    private static OpenApiParameter IfNoneMatch =>
        Header(
            "If-None-Match",
            "The version that the caller has: 304 if it is still the present one.",
            JobExamples.ETag
        );

    private static OpenApiParameter IfMatch =>
        Header("If-Match", "Only if this is still the present version, else 412.", JobExamples.ETag);

    public static IEnumerable<OpenApiParameter> Of(JobOperationMark mark) =>
        mark.Action switch
        {
            JobRoutes.Create =>
            [
                Prefer(
                    "respond-async; wait=N: answer when the job has ended, after N seconds at most; return=minimal: without a body; "
                        + "handling=strict: 400 for what is not understood.",
                    "wait=10"
                ),
                Key(mark.Type.Options.RequireIdempotencyKey),
            ],
            JobRoutes.List => ListParameters.All,
            JobRoutes.GetStatus =>
            [
                Id,
                Query(
                    RedirectBinder.Parameter,
                    "False: never 303, but 200.",
                    new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = true }
                ),
                Prefer(
                    "wait=N: answer when the job has ended, after N seconds at most; with If-None-Match, as soon as it has changed.",
                    "wait=10"
                ),
                IfNoneMatch,
                IfMatch,
            ],
            JobRoutes.GetOutput =>
            [
                Id,
                Prefer("wait=N: answer when there is an output, after N seconds at most.", "wait=10"),
                IfNoneMatch,
                IfMatch,
            ],
            JobRoutes.Events =>
            [
                Id,
                Header(
                    "Last-Event-ID",
                    "The id of the last event that the caller has. Browsers send it when they connect again.",
                    "17"
                ),
            ],
            JobRoutes.Delete =>
            [
                Id,
                Prefer("wait=N: answer when the job is gone, after N seconds at most.", "wait=10"),
                IfMatch,
            ],
            JobRoutes.DeleteOutput =>
            [
                Id,
                Prefer("return=representation: 200 with the job document, not 204.", "return=representation"),
                IfMatch,
            ],
            _ => [Id],
        };

    public static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };

    private static OpenApiParameter Key(bool isRequired)
    {
        var key = Header(
            "Idempotency-Key",
            "Unique to this creation, 1 to 255 characters, quoted or not. Sent again with the same body it makes no second job.",
            "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""
        );
        key.Required = isRequired;
        return key;
    }

    private static OpenApiParameter Prefer(string description, string example) =>
        Header("Prefer", $"What the caller would like (RFC 7240). {description}", example);

    // The example is a part of the text: pages that try an API send a parameter's own example, and a precondition or a key is not
    // to be sent unasked.
    private static OpenApiParameter Header(string name, string description, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = $"{description} Example: `{example}`",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
