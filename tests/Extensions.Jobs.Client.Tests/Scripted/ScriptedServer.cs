using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Client.Tests.Scripted;

/// <summary>A request as the server got it.</summary>
public sealed record Received(string Method, string Target, IHeaderDictionary Headers, string Body)
{
    public string this[string header] => Headers[header].ToString();

    public override string ToString() => $"{Method} {Target}";
}

/// <summary>
/// A web server on a port of this machine that answers each request with the next line of its script, whatever is asked; the test
/// looks afterwards at what was.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Channel<Received> _arrivals = Channel.CreateUnbounded<Received>();
    private WebApplication? _application;

    /// <summary>The collection; valid over restarts.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1:0/app/jobs/ping");

    public IReadOnlyList<Received> Requests => [.. _received];

    public static async Task<ScriptedServer> StartAsync(params RequestDelegate[] script)
    {
        var server = new ScriptedServer();
        await server.StartAsync();
        server.ThenAnswers(script);
        return server;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Endpoint.GetLeftPart(UriPartial.Authority));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _application = builder.Build();
        _application.Run(AnswerAsync);
        await _application.StartAsync(TestContext.Current.CancellationToken);
        Endpoint = new Uri(new Uri(_application.Urls.Single()), Endpoint.PathAndQuery);
    }

    /// <summary>Cuts all connections, as a process does that is killed.</summary>
    public async Task StopAsync()
    {
        if (_application is { } application)
        {
            _application = null;
            await application.StopAsync(new CancellationToken(canceled: true));
            await application.DisposeAsync();
        }
    }

    public void ThenAnswers(params RequestDelegate[] script)
    {
        foreach (var line in script)
        {
            _script.Enqueue(line);
        }
    }

    /// <summary>The next request that has not been taken yet, as soon as it is there.</summary>
    public async Task<Received> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var received = new Received(
            http.Request.Method,
            $"{http.Request.Path}{http.Request.QueryString}",
            new HeaderDictionary(http.Request.Headers.ToDictionary()),
            await reader.ReadToEndAsync(http.RequestAborted)
        );
        _received.Enqueue(received);
        await _arrivals.Writer.WriteAsync(received, http.RequestAborted);
        var answer = _script.TryDequeue(out var line)
            ? line
            : Answers.Text(StatusCodes.Status500InternalServerError, "text/plain", $"No answer to {received}.");
        await answer(http);
    }
}
