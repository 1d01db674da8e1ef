using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Client.Tests.Scripted;

/// <summary>What a server may answer: as HTTP.md has it, or as it has it not.</summary>
public static class Answers
{
    public static RequestDelegate Text(int statusCode, string? mediaType, string body, params string[] headers) =>
        async http =>
        {
            http.Response.StatusCode = statusCode;
            http.Response.ContentType = mediaType;
            foreach (var header in headers)
            {
                var (name, value) = (header[..header.IndexOf(':')], header[(header.IndexOf(':') + 1)..].Trim());
                http.Response.Headers.Append(name, value);
            }

            await http.Response.WriteAsync(body, http.RequestAborted);
        };

    public static RequestDelegate Empty(int statusCode, params string[] headers) =>
        async http =>
        {
            await Text(statusCode, null, "", headers)(http);
        };

    public static RequestDelegate Created(string document) =>
        Text(202, "application/json", document, "Location: /jobs/ping/elsewhere", "Retry-After: 1");

    public static RequestDelegate Status(long version, string document, params string[] headers) =>
        Text(200, "application/json", document, [$"ETag: \"{version}.1\"", .. headers]);

    public static RequestDelegate Unchanged(long version, params string[] headers) =>
        Empty(304, [$"ETag: \"{version}.1\"", .. headers]);

    public static RequestDelegate Problem(
        int statusCode,
        string type,
        string extensions = "",
        params string[] headers
    ) =>
        Text(
            statusCode,
            "application/problem+json",
            $$"""
            {"type":"https://docs.example/problems#{{type}}","title":"The title","status":{{statusCode}},"detail":"The detail.",
             "instance":"/jobs/ping/x","traceId":"4bf9"{{(extensions.Length == 0 ? "" : "," + extensions)}}}
            """,
            headers
        );

    public static RequestDelegate Busy(params string[] headers) => Problem(503, "capacity", "", headers);

    /// <summary>The connection is cut before any answer.</summary>
    public static Task Cut(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The connection is cut in the middle of the answer.</summary>
    public static RequestDelegate CutAfter(string start) =>
        async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = start.Length + 100;
            await http.Response.WriteAsync(start, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
        };

    /// <summary>The head of the answer, and then these pieces as they come.</summary>
    public static RequestDelegate Trickling(ChannelReader<string> pieces) =>
        async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var piece in pieces.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync(piece, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        };

    /// <summary>No answer until the client gives up.</summary>
    public static async Task Nothing(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>An event stream of these pieces, which then ends.</summary>
    public static RequestDelegate Events(params string[] pieces) =>
        async http =>
        {
            await WriteAsync(http, pieces);
        };

    /// <summary>An event stream that, after these pieces, is silent until the client or the server has gone.</summary>
    public static RequestDelegate EventsThenSilence(params string[] pieces) =>
        async http =>
        {
            await WriteAsync(http, pieces);
            await Nothing(http);
        };

    private static async Task WriteAsync(HttpContext http, string[] pieces)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        foreach (var piece in pieces)
        {
            await http.Response.WriteAsync(piece, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
