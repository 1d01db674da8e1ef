using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Puts a problem into errors of our routes that are a status and nothing more: the application refused the request before it
/// came to us (401, 403), a derived controller did, or its exception handler found nothing to write (500).
/// </summary>
internal static class BareErrors
{
    public static async Task DescribeAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (
            http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null } response
            // Nobody reads the answer to a caller that has gone.
            && !http.RequestAborted.IsCancellationRequested
            && IsOurs(http)
        )
        {
            // Cookie authentication names a page for people, at the host that the caller wrote.
            response.Headers.Location = default;
            if (response.StatusCode == StatusCodes.Status401Unauthorized)
            {
                await ChallengeAsync(http);
            }

            await GenericProblems.Of(response.StatusCode).WriteAsync(http);
        }
    }

    private static bool IsOurs(HttpContext http)
    {
        var handled = http.Features.Get<IExceptionHandlerFeature>();
        var endpoint = http.GetEndpoint() ?? handled?.Endpoint;
        if (endpoint?.Metadata.GetMetadata<JobEndpoint>() is null)
        {
            return false;
        }

        if (handled is not null)
        {
            // Exception handlers take the endpoint away, which the problem has to name.
            http.SetEndpoint(endpoint);
            http.Request.RouteValues = handled.RouteValues ?? [];
        }

        return true;
    }

    /// <summary>A 401 must have a challenge, and not every authentication handler gives one.</summary>
    private static async Task ChallengeAsync(HttpContext http)
    {
        if (
            http.Response.Headers.WWWAuthenticate.Count == 0
            && http.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes
            && await schemes.GetDefaultChallengeSchemeAsync() is { Name: { Length: > 0 } scheme }
            && !scheme.AsSpan().ContainsAnyExcept(Tokens.Characters)
        )
        {
            http.Response.Headers.WWWAuthenticate = scheme;
        }
    }
}
