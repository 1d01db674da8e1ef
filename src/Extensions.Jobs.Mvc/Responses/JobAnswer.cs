using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>An answer that the library writes itself, the same on every host: no formatter and no option of MVC has a part in it.</summary>
internal abstract class JobAnswer(int statusCode) : IStatusCodeActionResult
{
    protected const string NoStore = "no-store";

    protected const string Revalidate = "private, no-cache";

    public int StatusCode => statusCode;

    int? IStatusCodeActionResult.StatusCode => statusCode;

    public Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext);

    public async Task WriteAsync(HttpContext http)
    {
        var endpoint = JobEndpoint.Of(http);
        var headers = http.Response.Headers;
        http.Response.StatusCode = statusCode;
        headers.CacheControl = NoStore;
        if (endpoint.VariesByPrefer(statusCode))
        {
            headers.Append(HeaderNames.Vary, "Prefer");
        }

        if (Write(http, http.RequestServices.GetRequiredService<JobPresenter>()) is not { } body)
        {
            return;
        }

        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body);
        }
    }

    /// <summary>Sets the headers, and answers the body; null: none.</summary>
    protected abstract ReadOnlyMemory<byte>? Write(HttpContext http, JobPresenter presenter);
}
