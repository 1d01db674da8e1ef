using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Puts a problem into errors of our routes that are a status and nothing more: the application refused the request before it
/// came to us (401, 403), or a derived controller did.
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
            && http.GetEndpoint()?.Metadata.GetMetadata<JobEndpoint>() is not null
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
