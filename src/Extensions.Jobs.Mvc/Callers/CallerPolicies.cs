using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc;

/// <summary>Policies that the options name must be there: without one every request would fail.</summary>
internal static class CallerPolicies
{
    /// <exception cref="InvalidOperationException">One is not there; the message says the fix.</exception>
    public static void Check(IServiceProvider services, IEnumerable<JobType> types, JobsOptions options)
    {
        Check(services, options.AdministratorPolicy, "JobsOptions.AdministratorPolicy");
        foreach (var type in types)
        {
            Check(services, type.Options.AuthorizationPolicy, $"JobOptions.AuthorizationPolicy of '{type.Name}'");
        }
    }

    private static void Check(IServiceProvider services, string? policy, string option)
    {
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        if (policy is not null && policies.GetPolicyAsync(policy).GetAwaiter().GetResult() is null)
        {
            throw new InvalidOperationException(
                $"{option} names the policy '{policy}', which the application does not have. Add it: "
                    + $"services.AddAuthorizationBuilder().AddPolicy(\"{policy}\", policy => …)."
            );
        }
    }
}
