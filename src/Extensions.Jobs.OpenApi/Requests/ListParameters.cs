using Extensions.Jobs.Mvc;
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
                JobListQueryBinder.Status,
                $"Only jobs in this state; repeated, in one of these: {string.Join(", ", JobStatus.States)}.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
            status.Explode = true;
            status.Style = ParameterStyle.Form;
            return status;
        }
    }

    private static OpenApiParameter Created =>
        JobParameters.Query(
            JobListQueryBinder.Created,
            "Only jobs created in this interval: two times (RFC 3339), both included, or .. for no bound. Write + as %2B. Example: "
                + "`2026-11-24T00:00:00Z/..`",
            new OpenApiSchema { Type = JsonSchemaType.String }
        );

    private static OpenApiParameter Limit =>
        JobParameters.Query(
            JobListQueryBinder.Limit,
            $"So many jobs at most; more than {JobListQueries.MaxLimit} is taken as {JobListQueries.MaxLimit}.",
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Default = JobListQueries.DefaultLimit,
            }
        );

    private static OpenApiParameter Cursor =>
        JobParameters.Query(
            JobListQueryBinder.Cursor,
            "Where the page begins: from the link next of the page before.",
            new OpenApiSchema { Type = JsonSchemaType.String }
        );
}
