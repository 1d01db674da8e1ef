using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Extensions.Jobs.Mvc;

/// <summary>Which endpoints of an application that knows its callers say nothing on who may call them.</summary>
internal static class OpenEndpoints
{
    public static Func<Endpoint, bool> In(IServiceProvider services) =>
        KnownCallers.AreIn(services) && !KnownCallers.AreDemandedByDefault(services) ? SaysNothing : static _ => false;

    private static bool SaysNothing(Endpoint endpoint) =>
        !endpoint.Metadata.Any(each =>
            KnownCallers.AreDemandedBy(each)
            || each is IAllowAnonymous or IAuthorizationFilter or IAsyncAuthorizationFilter
        );
}
