using Microsoft.AspNetCore.Http;

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
            await GenericProblems.Of(response.StatusCode).WriteAsync(http);
        }
    }
}
