using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The route of an action as it is mapped: MVC's own descriptions know nothing of the route group of
/// <c>MapGroup("/x").MapControllers()</c>. Of an action that is mapped more than once, it is the first.
/// </summary>
internal sealed class DescribedRoute(EndpointDataSource endpoints, IModelMetadataProvider metadata)
{
    public void Describe(ApiDescription description)
    {
        var action = description.ActionDescriptor.Id;
        var endpoint = endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .FirstOrDefault(each => each.Metadata.GetMetadata<ActionDescriptor>()?.Id == action);
        if (endpoint is null)
        {
            return;
        }

        var route = endpoint.RoutePattern;
        description.RelativePath = string.Join(
            '/',
            route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf)))
        );
        foreach (var parameter in route.Parameters)
        {
            if (!description.ParameterDescriptions.Any(each => IsOf(each, parameter)))
            {
                description.ParameterDescriptions.Add(
                    DescribedParameter.Of(parameter.Name, BindingSource.Path, typeof(string), metadata)
                );
            }
        }
    }

    private static string TextOf(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        };

    private static bool IsOf(ApiParameterDescription description, RoutePatternParameterPart parameter) =>
        description.Source == BindingSource.Path
        && description.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);
}
