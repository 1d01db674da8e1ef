using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MvcDemo.Tests.Running;

/// <summary>The demo in a folder of its own, and a client that talks to it. May be killed and started again.</summary>
public class RunningDemo : IAsyncLifetime
{
    // Nothing that is tested here takes so long: whoever waits longer waits for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("MvcDemo.Tests.").FullName;
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private DemoProcess? _process;
    private HttpClient? _client;

    /// <summary>Further environment variables of the process.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The process.</summary>
    public DemoProcess Process => _process ?? throw new InvalidOperationException("The demo does not run.");

    /// <summary>A client with the demo's address, which follows no redirect.</summary>
    public HttpClient Client => _client ?? throw new InvalidOperationException("The demo does not run.");

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the demo on the database that is there.</summary>
    public async Task StartAsync()
    {
        _process = await DemoProcess.StartAsync(_folder, Environment, TestContext.Current.CancellationToken);
        _client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = _process.Address };
    }

    /// <summary>Starts a job that the demo must accept.</summary>
    /// <returns>Where the job is.</returns>
    public async Task<Uri> SubmitAsync(string type, object input)
    {
        using var response = await Client.PostAsJsonAsync($"jobs/{type}", input, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Waits by long polls until the document of the job is as wanted.</summary>
    public async Task<JsonObject> UntilAsync(Uri job, Func<JsonObject, bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        JsonObject? document = null;
        string? seen = null;
        while (document is null || !condition(document))
        {
            Assert.False(
                document is not null && IsFinal(document),
                $"The job ended otherwise: {document}\n{Process.Log}"
            );
            Assert.False(patience.IsCancellationRequested, $"Waited too long: {document}\n{Process.Log}");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{job}?redirect=false");
            if (seen is not null)
            {
                // Without a known version it would wait for the end of the job, and not for its next change.
                request.Headers.Add("Prefer", "wait=30");
                request.Headers.TryAddWithoutValidation("If-None-Match", seen);
            }

            using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
            seen = response.Headers.ETag?.ToString();
            if (response.StatusCode != HttpStatusCode.NotModified)
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                document = await ReadAsync(response);
            }
        }

        return document;
    }

    /// <summary>Waits until the job has succeeded, and reads what it made.</summary>
    public async Task<JsonObject> OutputAsync(Uri job)
    {
        var document = await UntilAsync(job, IsFinal);
        Assert.Equal("succeeded", (string?)document["status"]);
        using var response = await Client.GetAsync(
            (string)document["links"]!["output"]!,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>Whether the job has ended.</summary>
    public static bool IsFinal(JsonObject document) =>
        (string?)document["status"] is "succeeded" or "failed" or "cancelled";

    /// <summary>Reads an answer that is a JSON object.</summary>
    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken)
        ?? throw new JsonException("The answer is null.");

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        _handler.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
