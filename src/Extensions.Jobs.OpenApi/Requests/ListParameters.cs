using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>The parameters of the list of jobs.</summary>
internal static class ListParameters
{
    public static IEnumerable<OpenApiParameter> All => [Status, Created, Limit, Cursor];

    private static OpenApiParameter Status
    {
        get
        {
            var status = JobParameters.Query(
                "status",
                "Only jobs in this state; repeated, in one of these.",
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = JobStatusSchema.State() }
            );
            status.Explode = true;
            status.Style = ParameterStyle.Form;
            status.Example = new JsonArray(JobStatus.Queued, JobStatus.Running);
            return status;
        }
    }

    private static OpenApiParameter Created
    {
        get
        {
            var created = JobParameters.Query(
                "created",
                "Only jobs created in this interval: two times (RFC 3339), both included, or .. for no bound. Write + as %2B.",
                new OpenApiSchema { Type = JsonSchemaType.String }
            );
            created.Example = "2026-11-24T00:00:00Z/..";
            return created;
        }
    }

    private static OpenApiParameter Limit =>
        JobParameters.Query(
            "limit",
            "So many jobs at most; more than 200 is taken as 200.",
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Default = 50,
            }
        );

    private static OpenApiParameter Cursor
    {
        get
        {
            var cursor = JobParameters.Query(
                "cursor",
                "Where the page begins: from the link next of the page before.",
                new OpenApiSchema { Type = JsonSchemaType.String }
            );
            cursor.Example = JobExamples.Cursor;
            return cursor;
        }
    }
}
