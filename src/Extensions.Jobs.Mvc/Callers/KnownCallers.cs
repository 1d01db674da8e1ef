using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>Whether an application knows its callers, and where it demands that.</summary>
internal static class KnownCallers
{
    /// <summary>Whether it authenticates those who wish it.</summary>
    public static bool AreIn(IServiceProvider services) =>
        services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Any();

    /// <summary>Whether it has a fallback policy, for the endpoints that say nothing themselves.</summary>
    public static bool AreDemandedByDefault(IServiceProvider services) =>
        services.GetService<IAuthorizationPolicyProvider>()?.GetFallbackPolicyAsync().GetAwaiter().GetResult()
            is not null;

    /// <summary>Whether this is what demands one, in the metadata of an endpoint.</summary>
    public static bool AreDemandedBy(object metadata) =>
        metadata is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData;
}
