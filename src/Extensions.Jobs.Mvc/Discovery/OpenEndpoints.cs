using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>Which endpoints of an application that knows its callers say nothing on who may call them.</summary>
internal static class OpenEndpoints
{
    public static Func<Endpoint, bool> In(IServiceProvider services)
    {
        var knowsCallers = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Any();
        var fallback = services
            .GetService<IAuthorizationPolicyProvider>()
            ?.GetFallbackPolicyAsync()
            .GetAwaiter()
            .GetResult();
        return knowsCallers && fallback is null ? SaysNothing : static _ => false;
    }

    private static bool SaysNothing(Endpoint endpoint) =>
        !endpoint.Metadata.Any(each =>
            each
                is IAuthorizeData
                    or IAllowAnonymous
                    or AuthorizationPolicy
                    or IAuthorizationRequirementData
                    or IAuthorizationFilter
                    or IAsyncAuthorizationFilter
        );
}
