using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Jobs over HTTP through the whole engine, on a real socket.</summary>
public sealed class LifeOfAJobTests
{
    [Fact]
    public async Task A_job_is_accepted_runs_succeeds_and_is_removed()
    {
        await using var app = await StartAsync(new Gate());
        var gate = app.Services.GetRequiredService<Gate>();
        using var created = await CreateAsync(app);
        var job = created.Header("Location")!;
        Assert.Matches("^/jobs/work/[0-9a-f]{32}$", job);
        Assert.Equal("work", (await created.ReadJsonAsync()).GetProperty("type").GetString());

        await gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var early = await app.Client.SendAsync("GET", $"{job}/output");
        Assert.Equal(
            "running",
            (await early.ReadProblemAsync(HttpStatusCode.NotFound)).GetProperty("jobStatus").GetString()
        );
        using var hasty = await app.Client.SendAsync("DELETE", $"{job}/output");
        await hasty.ReadProblemAsync(HttpStatusCode.Conflict);

        gate.End.SetResult(new WorkResponse("pong"));
        using var done = await UntilFinalAsync(app, job);
        Assert.Equal(HttpStatusCode.RedirectMethod, done.StatusCode);
        using var output = await app.Client.SendAsync("GET", done.Header("Location")!);
        Assert.Equal(
            """{"message":"pong"}""",
            await output.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );

        using var freed = await app.Client.SendAsync("DELETE", $"{job}/output");
        Assert.Equal(HttpStatusCode.NoContent, freed.StatusCode);
        using var kept = await app.Client.SendAsync("GET", job);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        using var gone = await app.Client.SendAsync("GET", $"{job}/output");
        await gone.ReadProblemAsync(HttpStatusCode.Gone);

        using var removed = await app.Client.SendAsync("DELETE", job);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var tombstone = await app.Client.SendAsync("GET", job);
        var problem = await tombstone.ReadProblemAsync(HttpStatusCode.Gone);
        Assert.Equal(Reading.Types + "job-deleted", problem.GetProperty("type").GetString());
        using var again = await app.Client.SendAsync("DELETE", job);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task A_running_job_that_is_cancelled_stays_as_cancelled()
    {
        var gate = new Gate();
        await using var app = await StartAsync(gate);
        using var created = await CreateAsync(app);
        var job = created.Header("Location")!;
        await gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var cancel = await app.Client.SendAsync("POST", $"{job}/cancel");
        using var end = await UntilFinalAsync(app, job);
        using var again = await app.Client.SendAsync("POST", $"{job}/cancel");

        Assert.Equal(HttpStatusCode.Accepted, cancel.StatusCode);
        Assert.Equal("cancelling", (await cancel.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Equal("cancelled", (await end.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_running_job_that_is_deleted_is_gone_when_its_worker_has_stopped()
    {
        var gate = new Gate { IsDeaf = true };
        await using var app = await StartAsync(gate);
        using var created = await CreateAsync(app);
        var job = created.Header("Location")!;
        await gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var delete = await app.Client.SendAsync("DELETE", job);
        using var meanwhile = await app.Client.SendAsync("GET", job);
        gate.End.SetResult(new WorkResponse("too late"));
        using var gone = await UntilAsync(app, job, (status, _) => status == HttpStatusCode.Gone);

        Assert.Equal(HttpStatusCode.Accepted, delete.StatusCode);
        Assert.Equal(job, delete.Header("Content-Location"));
        var document = await meanwhile.ReadJsonAsync();
        Assert.Equal("cancelling", document.GetProperty("status").GetString());
        Assert.True(document.TryGetProperty("deleteRequested", out _));
        Assert.False(document.TryGetProperty("cancelRequested", out _));
        await gone.ReadProblemAsync(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_job_that_fails_shows_its_error_and_has_no_output()
    {
        var gate = new Gate();
        gate.End.SetException(new InvalidOperationException("A secret of the worker."));
        await using var app = await StartAsync(gate, job => job.MaxAttempts = 1);
        using var created = await CreateAsync(app);
        var job = created.Header("Location")!;

        using var end = await UntilFinalAsync(app, job);
        using var output = await app.Client.SendAsync("GET", $"{job}/output");

        Assert.Equal(HttpStatusCode.OK, end.StatusCode);
        var document = await end.ReadJsonAsync();
        Assert.Equal("failed", document.GetProperty("status").GetString());
        Assert.Equal(Reading.Types + "worker-error", document.GetProperty("error").GetProperty("type").GetString());
        Assert.DoesNotContain("secret", document.GetRawText(), StringComparison.Ordinal);
        var problem = await output.ReadProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(Reading.Types + "output-unavailable", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_job_without_output_ends_with_200_and_its_output_is_204()
    {
        await using var app = await TestApp.StartAsync(
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                    services.AddJobs<Controllers.FoundInput, NoOutput, Controllers.FoundWorker>("found"),
            }
        );
        using var created = await app.Client.SendAsync("POST", "/jobs/found", Reading.Json("{}"));
        var job = created.Header("Location")!;

        using var end = await UntilFinalAsync(app, job);
        using var output = await app.Client.SendAsync("GET", $"{job}/output");
        using var freed = await app.Client.SendAsync("DELETE", $"{job}/output");
        using var cancel = await app.Client.SendAsync("POST", $"{job}/cancel");

        Assert.Equal(HttpStatusCode.OK, end.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, output.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, freed.StatusCode);
        await cancel.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_503_and_leaves_nothing()
    {
        await using var app = await StartAsync(new Gate(), job => (job.MaxQueueLength, job.MaxConcurrency) = (1, 1));
        var gate = app.Services.GetRequiredService<Gate>();
        using var running = await CreateAsync(app);
        await gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var queued = await CreateAsync(app);

        using var refused = await CreateAsync(app);

        Assert.Equal(HttpStatusCode.Accepted, queued.StatusCode);
        await refused.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Null(refused.Header("Location"));
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_or_removed_at_once()
    {
        await using var app = await StartAsync(new Gate(), job => job.MaxConcurrency = 1);
        var gate = app.Services.GetRequiredService<Gate>();
        using var running = await CreateAsync(app);
        await gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var first = await CreateAsync(app);
        using var second = await CreateAsync(app);

        using var cancel = await app.Client.SendAsync("POST", $"{first.Header("Location")}/cancel");
        using var delete = await app.Client.SendAsync("DELETE", second.Header("Location")!);

        Assert.Equal(HttpStatusCode.OK, cancel.StatusCode);
        Assert.Equal("cancelled", (await cancel.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
    }

    [Fact]
    public async Task A_body_within_the_limit_is_accepted_although_it_takes_more_bytes_as_it_is_stored()
    {
        const string Body = """{"message":"ééé"}""";
        await using var app = await StartAsync(
            new Gate(),
            job => job.MaxInputBytes = System.Text.Encoding.UTF8.GetByteCount(Body)
        );

        using var created = await app.Client.SendAsync("POST", "/jobs/work", Reading.Json(Body));
        using var refused = await app.Client.SendAsync("POST", "/jobs/work", Reading.Json(Body + " "));

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    private static Task<TestApp> StartAsync(Gate gate, Action<JobOptions>? configure = null) =>
        TestApp.StartAsync(
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                    services.AddSingleton(gate).AddJobs<WorkRequest, WorkResponse, GatedWorker>(configure),
            }
        );

    private static Task<HttpResponseMessage> CreateAsync(TestApp app) =>
        app.Client.SendAsync("POST", "/jobs/work", Reading.Json("""{"message":"ping"}"""));

    private static Task<HttpResponseMessage> UntilFinalAsync(TestApp app, string job) =>
        UntilAsync(
            app,
            job,
            (_, document) => document.GetProperty("status").GetString() is "succeeded" or "failed" or "cancelled"
        );

    /// <summary>Polls as fast as the answers come.</summary>
    private static async Task<HttpResponseMessage> UntilAsync(
        TestApp app,
        string job,
        Func<HttpStatusCode, JsonElement, bool> isReached
    )
    {
        while (true)
        {
            var response = await app.Client.SendAsync("GET", job);
            if (isReached(response.StatusCode, await response.ReadJsonAsync()))
            {
                return response;
            }

            response.Dispose();
        }
    }
}
