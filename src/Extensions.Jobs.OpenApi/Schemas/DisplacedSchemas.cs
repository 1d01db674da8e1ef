using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// The schemas that the framework made for the answers of jobs, by the JSON options of the host and by the names of types. They are
/// taken out of the answers, and out of the document where nothing else needs them.
/// </summary>
internal sealed class DisplacedSchemas(OpenApiDocument document)
{
    private readonly HashSet<string> _candidates = [];

    /// <summary>Takes away the schema of an answer.</summary>
    public void Take(OpenApiMediaType media)
    {
        AddReferencesOf(media.Schema);
        media.Schema = null;
    }

    /// <summary>Removes what is no longer referred to.</summary>
    public void Remove()
    {
        var schemas = document.Components?.Schemas;
        while (schemas is not null && FindUnused(schemas) is { } unused)
        {
            AddReferencesOf(schemas[unused]);
            schemas.Remove(unused);
        }
    }

    private string? FindUnused(IDictionary<string, IOpenApiSchema> schemas)
    {
        var used = References.Of(walker => walker.Walk(document));
        return _candidates.FirstOrDefault(each => schemas.ContainsKey(each) && !used.Contains(each));
    }

    private void AddReferencesOf(IOpenApiSchema? schema)
    {
        if (schema is not null)
        {
            _candidates.UnionWith(References.Of(walker => walker.Walk(Alone(schema))));
        }
    }

    private static OpenApiDocument Alone(IOpenApiSchema schema) =>
        new()
        {
            Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema> { ["it"] = schema } },
        };

    /// <summary>The ids of the schemas that are referred to.</summary>
    private sealed class References : OpenApiVisitorBase
    {
        private readonly HashSet<string> _ids = [];

        public static IReadOnlySet<string> Of(Action<OpenApiWalker> walk)
        {
            var references = new References();
            walk(new OpenApiWalker(references));
            return references._ids;
        }

        public override void Visit(IOpenApiReferenceHolder referenceHolder)
        {
            if (referenceHolder is OpenApiSchemaReference { Reference.Id: { } id })
            {
                _ids.Add(id);
            }
        }
    }
}
