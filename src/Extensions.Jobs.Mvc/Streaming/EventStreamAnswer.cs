using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Extensions.Jobs.Mvc;

/// <summary>200: server-sent events, of which nothing on the way may keep any back.</summary>
/// <param name="write">Writes the events; null: the headers are all that is wanted.</param>
/// <param name="held">The room that the stream takes.</param>
internal sealed class EventStreamAnswer(Func<Stream, Task>? write, IDisposable? held = null) : IStatusCodeActionResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        using var ending = held;
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Compression decides by the type when the response starts, and would keep events back: it comes later.
        response.OnStarting(() =>
        {
            response.ContentType = MediaTypes.EventStream;
            return Task.CompletedTask;
        });
        if (write is null)
        {
            return;
        }

        try
        {
            await response.StartAsync(context.HttpContext.RequestAborted);
            await write(response.Body);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The reader has gone.
        }
    }
}
