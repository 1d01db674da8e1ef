using Microsoft.OpenApi;
using static Extensions.Jobs.OpenApi.Member;

namespace Extensions.Jobs.OpenApi;

/// <summary>A page of jobs as it is on the wire.</summary>
internal static class JobListSchema
{
    public static OpenApiSchema Page(IOpenApiSchema item, IOpenApiSchema links) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "A page of jobs, newest first; perhaps with fewer than were asked for.",
            Required = Names("items", "links"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["items"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "The jobs.",
                    Items = item,
                },
                ["links"] = links,
            },
        };

    public static OpenApiSchema Item(IOpenApiSchema job) =>
        new()
        {
            Description = "A job of a list.",
            AllOf =
            [
                job,
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = Names("etag"),
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["etag"] = Text("Its version with the quotes, for If-Match.", JobExamples.ETag),
                    },
                },
            ],
        };

    public static OpenApiSchema Links() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Where to go from here.",
            Required = Names("self"),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["self"] = Address("This page.", "/jobs/ping"),
                ["next"] = Address("The next page; absent on the last.", $"/jobs/ping?cursor={JobExamples.Cursor}"),
            },
        };
}
