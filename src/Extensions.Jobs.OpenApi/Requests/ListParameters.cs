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
                $"Only jobs in this state; repeated, in one of these: {string.Join(", ", JobStatusSchema.States)}.",
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
            "created",
            "Only jobs created in this interval: two times (RFC 3339), both included, or .. for no bound. Write + as %2B. Example: "
                + "`2026-11-24T00:00:00Z/..`",
            new OpenApiSchema { Type = JsonSchemaType.String }
        );

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

    private static OpenApiParameter Cursor =>
        JobParameters.Query(
            "cursor",
            "Where the page begins: from the link next of the page before.",
            new OpenApiSchema { Type = JsonSchemaType.String }
        );
}
