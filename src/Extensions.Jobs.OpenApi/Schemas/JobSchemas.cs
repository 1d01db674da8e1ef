using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// The schemas of a document, each added to its components when it is first asked for, beside whatever has its name already.
/// </summary>
internal sealed class JobSchemas(OpenApiDocument document)
{
    private readonly Dictionary<string, OpenApiSchemaReference> _added = [];

    public IOpenApiSchema Job =>
        Add(
            "JobStatus",
            () =>
                JobStatusSchema.Document(
                    new Parts(
                        Add("JobStatusIssue", JobStatusSchema.Issue),
                        Error,
                        Add("JobStatusOutput", JobStatusSchema.Output),
                        Add("JobStatusLinks", JobStatusSchema.Links)
                    )
                )
        );

    public IOpenApiSchema List =>
        Add(
            "JobList",
            () =>
                JobListSchema.Page(
                    Add("JobListItem", () => JobListSchema.Item(Job)),
                    Add("JobListLinks", JobListSchema.Links)
                )
        );

    public IOpenApiSchema Problem => Add("JobProblem", () => JobProblemSchema.Problem(Error));

    /// <summary>
    /// The format makes generated clients hand out a stream. As plain text they would read it to its end, or take it for JSON. What
    /// the events carry is said beside it.
    /// </summary>
    public IOpenApiSchema Stream { get; } = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };

    private IOpenApiSchema Error => Add("JobStatusError", JobStatusSchema.Error);

    private OpenApiSchemaReference Add(string name, Func<OpenApiSchema> schema)
    {
        if (!_added.TryGetValue(name, out var reference))
        {
            var id = FreeId(name);
            document.AddComponent(id, schema());
            _added[name] = reference = new OpenApiSchemaReference(id, document);
        }

        return reference;
    }

    private string FreeId(string name)
    {
        var taken = document.Components?.Schemas;
        var id = name;
        for (var number = 2; taken?.ContainsKey(id) == true; number++)
        {
            id = $"{name}{number}";
        }

        return id;
    }

    /// <summary>What a job document is made of.</summary>
    internal sealed record Parts(
        IOpenApiSchema Issue,
        IOpenApiSchema Error,
        IOpenApiSchema Output,
        IOpenApiSchema Links
    );
}
