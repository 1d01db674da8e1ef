using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc;

/// <summary>Finds out who calls, after the caller was authorized and before anything of the request is looked at.</summary>
internal sealed class JobCallerFilter(JobsOptions options) : IAsyncResourceFilter, IOrderedFilter
{
    public int Order => int.MinValue;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (OwnerOf(http.User) is not { } owner)
        {
            context.Result = GenericProblems.NoOwner();
            return;
        }

        http.Features.Set(new JobCaller(owner, await IsAdministratorAsync(http)));
        await next();
    }

    /// <summary>Null: he has been authenticated, and who he is cannot be told. He is not anonymous.</summary>
    private string? OwnerOf(ClaimsPrincipal caller)
    {
        if (!caller.Identities.Any(identity => identity.IsAuthenticated))
        {
            return "";
        }

        var owner = options.Owner(caller);
        return !string.IsNullOrWhiteSpace(owner) && CreationRules.IsOwner(owner) ? owner : null;
    }

    private async Task<bool> IsAdministratorAsync(HttpContext http)
    {
        if (options.AdministratorPolicy is not { } name)
        {
            return false;
        }

        var services = http.RequestServices;
        var policy = await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name);
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var caller = http.User;
        try
        {
            // As [Authorize] does it: a policy may say by which schemes a caller must be known, and the caller becomes that one.
            var known = await evaluator.AuthenticateAsync(policy!, http);
            return (await evaluator.AuthorizeAsync(policy!, known, http, http)).Succeeded;
        }
        finally
        {
            http.User = caller;
        }
    }
}
