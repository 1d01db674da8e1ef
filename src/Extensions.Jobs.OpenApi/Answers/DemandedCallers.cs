using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// Which actions are only for known callers. What <c>MapControllers().RequireAuthorization()</c> adds is on endpoints alone.
/// </summary>
internal sealed class DemandedCallers(IServiceProvider services)
{
    private readonly ILookup<string?, Endpoint> _endpoints = services
        .GetRequiredService<EndpointDataSource>()
        .Endpoints.ToLookup(each => each.Metadata.GetMetadata<ActionDescriptor>()?.Id);

    private readonly bool _byDefault = KnownCallers.AreDemandedByDefault(services);

    /// <summary>Whether any caller is known: one of whom no owner can be told is refused everywhere.</summary>
    public bool AreKnown { get; } = KnownCallers.AreIn(services);

    public bool AreDemandedBy(ActionDescriptor action)
    {
        var metadata = _endpoints[action.Id]
            .SelectMany(each => each.Metadata)
            .Concat(action.EndpointMetadata)
            .ToArray();
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return false;
        }

        return _byDefault
            || metadata.Any(KnownCallers.AreDemandedBy)
            || action.FilterDescriptors.Any(each => each.Filter is AuthorizeFilter);
    }
}
