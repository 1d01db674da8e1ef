using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// Inputs and outputs: their numbers are numbers. The framework lets them be strings too, as its serializer reads them so; but it
/// writes none, and generated clients have no type for such a thing.
/// </summary>
internal sealed class PayloadSchemas
{
    private readonly HashSet<OpenApiSchema> _seen = new(ReferenceEqualityComparer.Instance);

    public void Narrow(IOpenApiSchema? schema)
    {
        var own = schema is OpenApiSchemaReference reference ? reference.RecursiveTarget : schema as OpenApiSchema;
        if (own is null || !_seen.Add(own))
        {
            return;
        }

        const JsonSchemaType number = JsonSchemaType.Number | JsonSchemaType.Integer;
        if ((own.Type & number) != 0 && own.Type?.HasFlag(JsonSchemaType.String) == true)
        {
            own.Type &= ~JsonSchemaType.String;
            own.Pattern = null;
        }

        IEnumerable<IOpenApiSchema?> parts =
        [
            .. own.Properties?.Values ?? [],
            .. own.AllOf ?? [],
            .. own.AnyOf ?? [],
            .. own.OneOf ?? [],
            own.Items,
            own.AdditionalProperties,
        ];
        foreach (var part in parts)
        {
            Narrow(part);
        }
    }
}
