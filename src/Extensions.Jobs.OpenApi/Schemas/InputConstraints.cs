using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// What the parameters of a record's constructor demand of its members. MVC validates inputs by these, and refuses such attributes on
/// properties; the framework describes those on properties alone.
/// </summary>
internal sealed class InputConstraints : IOpenApiSchemaTransformer
{
    private HashSet<Type>? _inputs;

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (
            context.JsonPropertyInfo is { AssociatedParameter.AttributeProvider: { } parameter } property
            && InputsOf(context).Contains(property.DeclaringType)
        )
        {
            foreach (var attribute in parameter.GetCustomAttributes(inherit: true))
            {
                Apply(schema, attribute);
            }
        }

        return Task.CompletedTask;
    }

    private static void Apply(OpenApiSchema schema, object attribute)
    {
        switch (attribute)
        {
            case RangeAttribute range:
                ApplyRange(schema, range);
                break;
            case StringLengthAttribute length:
                schema.MinLength = length.MinimumLength;
                schema.MaxLength = length.MaximumLength;
                break;
            case LengthAttribute length:
                ApplyLength(schema, length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                ApplyLength(schema, length.Length, null);
                break;
            case MaxLengthAttribute length:
                ApplyLength(schema, null, length.Length);
                break;
            case RegularExpressionAttribute expression:
                schema.Pattern = expression.Pattern;
                break;
        }
    }

    private static void ApplyRange(OpenApiSchema schema, RangeAttribute range)
    {
        var (minimum, maximum) = (Text(range.Minimum), Text(range.Maximum));
        if (range.MinimumIsExclusive)
        {
            schema.ExclusiveMinimum = minimum;
        }
        else
        {
            schema.Minimum = minimum;
        }

        if (range.MaximumIsExclusive)
        {
            schema.ExclusiveMaximum = maximum;
        }
        else
        {
            schema.Maximum = maximum;
        }

        // Other bounds, as dates in text, cannot be said in a schema.
        static string? Text(object bound) =>
            bound is int or double ? Convert.ToString(bound, CultureInfo.InvariantCulture) : null;
    }

    private static void ApplyLength(OpenApiSchema schema, int? minimum, int? maximum)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
        {
            (schema.MinItems, schema.MaxItems) = (minimum ?? schema.MinItems, maximum ?? schema.MaxItems);
        }
        else
        {
            (schema.MinLength, schema.MaxLength) = (minimum ?? schema.MinLength, maximum ?? schema.MaxLength);
        }
    }

    private HashSet<Type> InputsOf(OpenApiSchemaTransformerContext context) =>
        _inputs ??= Reachable(
            context.ApplicationServices.GetRequiredService<JobCatalog>().Types.Select(type => type.Input),
            context.JsonTypeInfo.Options
        );

    private static HashSet<Type> Reachable(IEnumerable<Type> inputs, JsonSerializerOptions options)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(inputs);
        while (open.TryDequeue(out var type))
        {
            if (seen.Add(type) && options.TryGetTypeInfo(type, out var info))
            {
                IEnumerable<Type?> parts = [.. info.Properties.Select(each => each.PropertyType), info.ElementType];
                foreach (var part in parts.OfType<Type>())
                {
                    open.Enqueue(part);
                }
            }
        }

        return seen;
    }
}
