using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Takes away the endpoint name that MVC makes of the name of a route. Endpoint names must be unique in the whole application: in
/// one that maps its controllers twice, as in two groups, every request would fail. The name of the route stays.
/// </summary>
/// <remarks>It is a filter, which does nothing, because only the metadata of filters comes after the name in an endpoint.</remarks>
internal sealed class NoEndpointName : IFilterMetadata, IEndpointNameMetadata
{
    public static NoEndpointName Instance { get; } = new();

    /// <summary>Null is what routing takes for no name.</summary>
    public string EndpointName => null!;
}
