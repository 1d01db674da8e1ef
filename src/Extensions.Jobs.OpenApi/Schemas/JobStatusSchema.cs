using Microsoft.OpenApi;
using static Extensions.Jobs.OpenApi.Member;

namespace Extensions.Jobs.OpenApi;

/// <summary>The job document as it is on the wire, whatever the JSON options of the host say.</summary>
internal static class JobStatusSchema
{
    public static OpenApiSchema Document(JobSchemas.Parts parts) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "How a job is getting on. What is not known is absent. Later versions may have more members.",
            Required = Names("id", "type", "status", "created", "updated", "output", "links"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["id"] = Text("The id of the job.", JobExamples.Id),
                ["type"] = Text("The name of its type.", "ping"),
                ["status"] = State(),
                ["message"] = Text("What the worker last said of its progress.", "step 4 of 10"),
                ["progress"] = Integer("Percent done; never falls within an attempt.", minimum: 0, maximum: 100),
                ["created"] = Time("When it was accepted."),
                ["started"] = Time("When the latest attempt started."),
                ["finished"] = Time("When it ended."),
                ["updated"] = Time("When this document last changed."),
                ["expires"] = Time("It is kept at least until then."),
                ["due"] = Time("Not to be started before; while queued."),
                ["cancelRequested"] = Time("When somebody asked to cancel it."),
                ["deleteRequested"] = Time("When somebody asked to delete it."),
                ["estimatedDuration"] = Duration("How long the run alone is expected to take; until it has ended."),
                ["estimatedCompletion"] = Time(
                    "When it is expected to be finished, the queue counted; until it has ended."
                ),
                ["attempt"] = Integer("Which attempt it is; absent for the first.", minimum: 2),
                ["issues"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "Warnings of the worker.",
                    Items = parts.Issue,
                },
                ["error"] = parts.Error,
                ["output"] = parts.Output,
                ["links"] = parts.Links,
            },
        };

    private static OpenApiSchema State() =>
        Open(
            "How far it is. Final are succeeded, failed and cancelled; later versions may have other states.",
            JobStatus.States
        );

    public static OpenApiSchema Issue() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A warning of a worker.",
            Required = Names("message", "at"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["message"] = Text("For a person.", "Row 7 has no price."),
                ["code"] = Text("For a program.", "no-price"),
                ["at"] = Time("When it was reported."),
            },
        };

    public static OpenApiSchema Error() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description =
                "Why the job failed, or what came of the attempt that ended it: a problem (RFC 9457) without status.",
            Required = Names("title"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Address("The kind of error.", "https://example.com/problems/quota"),
                ["title"] = Text("A short summary.", "Quota used up"),
                ["detail"] = Text("What happened this time.", "The daily quota is used up."),
                ["traceId"] = Text("The trace in which it happened.", "4bf92f3577b34da6a3ce929d0e0e4736"),
            },
        };

    public static OpenApiSchema Output() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Whether there is an output.",
            Required = Names("state"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["state"] = Open(
                    "pending: the job has not ended; available: it can be read; deleted: it was there; none: there will be none. "
                        + "Later versions may have other states.",
                    JobStatusOutput.Pending,
                    JobStatusOutput.Available,
                    JobStatusOutput.Deleted,
                    JobStatusOutput.None
                ),
            },
        };

    public static OpenApiSchema Links() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Where to go from here; absent is what does not exist, or not now.",
            Required = Names("self"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["self"] = Address("The job.", $"/jobs/ping/{JobExamples.Id}"),
                ["events"] = Address("Its status, pushed.", $"/jobs/ping/{JobExamples.Id}/events"),
                ["collection"] = Address("The caller's jobs of this type.", "/jobs/ping"),
                ["cancel"] = Address("Cancels it; until it has ended.", $"/jobs/ping/{JobExamples.Id}/cancel"),
                ["output"] = Address("Its output, while there is one.", $"/jobs/ping/{JobExamples.Id}/output"),
            },
        };
}
