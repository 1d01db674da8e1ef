using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>A parameter of a request that no parameter of the action stands for.</summary>
internal static class DescribedParameter
{
    public static ApiParameterDescription Of(
        string name,
        BindingSource source,
        Type type,
        IModelMetadataProvider metadata
    ) =>
        new()
        {
            Name = name,
            Type = type,
            Source = source,
            IsRequired = source == BindingSource.Path,
            ModelMetadata = metadata.GetMetadataForType(type),
            ParameterDescriptor = new ParameterDescriptor { Name = name, ParameterType = type },
        };
}
