using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Requests that wait, through the whole engine, on a real socket.</summary>
public sealed class HeldRequestTests
{
    private readonly Gate _gate = new();

    [Fact]
    public async Task A_creation_that_waits_is_answered_with_the_ended_job_and_does_not_redirect()
    {
        await using var app = await StartAsync();
        var create = SendAsync(app, "POST", "/jobs/work");
        await StartedAsync();

        _gate.End.SetResult(new WorkResponse("pong"));
        using var created = await create;

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.Equal("wait=30", created.Header("Preference-Applied"));
        Assert.Equal("succeeded", (await created.ReadJsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_reader_and_a_deleter_that_wait_are_answered_at_the_end()
    {
        _gate.IsDeaf = true;
        await using var app = await StartAsync();
        using var created = await app.Client.SendAsync("POST", "/jobs/work", Input);
        var job = created.Header("Location")!;
        await StartedAsync();
        var output = SendAsync(app, "GET", $"{job}/output");
        var delete = SendAsync(app, "DELETE", job);
        while ((await StatusAsync(app, job)) != "cancelling")
        {
            // Until the deletion has arrived.
        }

        _gate.End.SetResult(new WorkResponse("pong"));
        using var gone = await output;
        using var deleted = await delete;

        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("wait=30", deleted.Header("Preference-Applied"));
    }

    [Fact]
    public async Task When_the_host_stops_waits_are_answered_with_the_present_state()
    {
        await using var app = await StartAsync();
        using var created = await app.Client.SendAsync("POST", "/jobs/work", Input);
        var job = created.Header("Location")!;
        await StartedAsync();
        using var seen = await app.Client.SendAsync("GET", job);
        var status = SendAsync(app, "GET", job);
        var known = SendAsync(app, "GET", job, ("If-None-Match", seen.Header("ETag")!));
        var output = SendAsync(app, "GET", $"{job}/output");
        await app.UntilRequestsAsync(3);

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HttpStatusCode.OK, (await status).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await known).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await output).StatusCode);
        _gate.End.SetResult(new WorkResponse("pong"));
    }

    private static HttpContent Input => Reading.Json("""{"message":"ping"}""");

    private Task StartedAsync() => _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

    private static async Task<string?> StatusAsync(TestApp app, string job)
    {
        using var response = await app.Client.SendAsync("GET", job);
        return (await response.ReadJsonAsync()).GetProperty("status").GetString();
    }

    private static Task<HttpResponseMessage> SendAsync(
        TestApp app,
        string method,
        string path,
        params (string, string)[] headers
    ) => app.Client.SendAsync(method, path, method == "POST" ? Input : null, [("Prefer", "wait=60"), .. headers]);

    private Task<TestApp> StartAsync() =>
        TestApp.StartAsync(
            new Setup
            {
                IsOnSocket = true,
                Services = services => services.AddSingleton(_gate).AddJobs<WorkRequest, WorkResponse, GatedWorker>(),
            }
        );
}
