using Microsoft.OpenApi;
using static Extensions.Jobs.OpenApi.Member;

namespace Extensions.Jobs.OpenApi;

/// <summary>A problem as it is on the wire, with the members that only some types have.</summary>
internal static class JobProblemSchema
{
    public static OpenApiSchema Problem(IOpenApiSchema error) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong (RFC 9457). Later versions may have more members.",
            Required = Names("type", "title", "status", "instance", "traceId"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Address("The kind of problem, and where it is explained.", "about:blank"),
                ["title"] = Text("The same for every problem of this type.", "There is no such job"),
                ["status"] = Integer("The HTTP status.", minimum: 400, maximum: 599),
                ["detail"] = Text("What happened this time.", "Wait until it has, or cancel it."),
                ["instance"] = Address("The path of the request.", $"/jobs/ping/{JobExamples.Id}"),
                ["traceId"] = Text("The trace of the request.", "4bf92f3577b34da6a3ce929d0e0e4736"),
                ["jobStatus"] = Open(
                    "The state of the job that it is about.",
                    JobStatus.Running,
                    JobStatus.Succeeded,
                    JobStatus.Failed
                ),
                ["error"] = error,
                ["removed"] = Time("When the job or the output was removed."),
                ["limit"] = Integer("The limit that was reached.", minimum: 1),
                ["parameter"] = Text("The parameter or the preference that is not valid.", "redirect"),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What is wrong with the body, by the place in it.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        };
}
