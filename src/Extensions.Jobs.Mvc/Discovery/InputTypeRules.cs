using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>What MVC cannot validate is refused when the host starts, instead of at each request; the failure says the fix.</summary>
internal static class InputTypeRules
{
    /// <summary>
    /// A record whose constructor sets a property must have the validation attributes of that property on the parameter: elsewhere
    /// MVC refuses every input.
    /// </summary>
    public static void Check(JobType job, IModelMetadataProvider provider)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<ModelMetadata>([provider.GetMetadataForType(job.Input)]);
        while (open.TryDequeue(out var metadata))
        {
            if (!seen.Add(metadata.ModelType) || !metadata.ValidateChildren)
            {
                continue;
            }

            CheckRecord(job, metadata);
            if (metadata.ElementMetadata is { } element)
            {
                open.Enqueue(element);
            }
            else if (metadata.IsComplexType)
            {
                foreach (var property in metadata.Properties)
                {
                    open.Enqueue(property);
                }
            }
        }
    }

    private static void CheckRecord(JobType job, ModelMetadata metadata)
    {
        if (metadata.BoundConstructor?.BoundConstructorParameters is not { } parameters)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            var property = metadata.ModelType.GetProperty(parameter.Name!);
            if (
                property?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true)
                is [ValidationAttribute first, ..]
            )
            {
                var attribute = first.GetType().Name.Replace(nameof(Attribute), "", StringComparison.Ordinal);
                throw new InvalidOperationException(
                    $"The job '{job.Name}' takes {metadata.ModelType}, a record with [{attribute}] on its property "
                        + $"'{property.Name}': MVC validates such properties by the parameter of the constructor. Put it there: "
                        + $"record {metadata.ModelType.Name}([{attribute}] … {property.Name}), without 'property:'."
                );
            }
        }
    }
}
