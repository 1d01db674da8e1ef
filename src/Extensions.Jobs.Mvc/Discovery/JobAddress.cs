using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>An action of the same job, where the endpoint of a request is.</summary>
/// <param name="From">The endpoint of the request.</param>
/// <param name="Action">The name of the action.</param>
internal sealed record JobAddress(Endpoint From, string Action);

/// <summary>
/// Finds the endpoint that a link leads to. Not by the name of its route: an application may map its controllers more than once, and
/// a link must not lead from one route group to another.
/// </summary>
internal sealed class JobAddressScheme(EndpointDataSource endpoints) : IEndpointAddressScheme<JobAddress>
{
    private readonly ConditionalWeakTable<Endpoint, ILookup<string, RouteEndpoint>> _besides = [];

    public IEnumerable<Endpoint> FindEndpoints(JobAddress address) =>
        _besides.GetValue(address.From, FindBeside)[address.Action];

    private ILookup<string, RouteEndpoint> FindBeside(Endpoint from)
    {
        var type = from.Metadata.GetMetadata<JobEndpoint>()?.Type;
        var group = GroupOf(from);
        return endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Select(each => (Endpoint: each, Job: each.Metadata.GetMetadata<JobEndpoint>()))
            .Where(each =>
                each.Job is { Action: not null, Allow.Count: 0 }
                && each.Job.Type == type
                && GroupOf(each.Endpoint) == group
            )
            .ToLookup(each => each.Job!.Action!, each => each.Endpoint);
    }

    /// <summary>What stands before the route that the controller itself has.</summary>
    private static string? GroupOf(Endpoint endpoint)
    {
        var path = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var own = endpoint.Metadata.GetMetadata<ActionDescriptor>()?.AttributeRouteInfo?.Template;
        return path is not null && own is not null && path.EndsWith(own, StringComparison.Ordinal)
            ? path[..^own.Length].Trim('/')
            : path;
    }
}
