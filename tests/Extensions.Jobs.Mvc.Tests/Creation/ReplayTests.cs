using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.EndToEnd;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Creation;

/// <summary>A creation that is repeated with its key makes no second job, on a real socket through the whole engine.</summary>
public sealed class ReplayTests
{
    private readonly Gate _gate = new();

    [Fact]
    public async Task Twenty_at_once_make_one_job_and_are_all_accepted()
    {
        await using var app = await StartAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(app, "a")));

        Assert.All(responses, each => Assert.Equal(HttpStatusCode.Accepted, each.StatusCode));
        Assert.Single(responses.Select(each => each.Header("Location")).Distinct());
        Dispose(responses);
    }

    [Fact]
    public async Task A_replay_is_answered_with_the_job_as_it_is_now()
    {
        await using var app = await StartAsync();
        using var first = await PostAsync(app, "\"a\"");
        await _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var again = await PostAsync(app, "a", """ { "message" : "ping" } """);

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(first.Header("Location"), again.Header("Location"));
        Assert.Equal("running", (await again.ReadJsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_host_that_stops_answers_replays_and_takes_no_new_jobs()
    {
        await using var app = await StartAsync();
        using var first = await PostAsync(app, "a");
        await _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        using var again = await PostAsync(app, "a");
        using var other = await PostAsync(app, "b");

        Assert.Equal(first.Header("Location"), again.Header("Location"));
        var problem = await other.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(Reading.Types + "capacity", problem.GetProperty("type").GetString());
        Assert.NotNull(other.Header("Retry-After"));
        _gate.End.SetResult(new WorkResponse("pong"));
    }

    [Fact]
    public async Task Of_a_removed_job_it_is_answered_with_what_that_was_at_its_creation()
    {
        await using var app = await StartAsync(job => job.MaxConcurrency = 1);
        using var running = await PostAsync(app, "other");
        await _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var first = await PostAsync(app, "a");
        var job = first.Header("Location")!;
        using var removed = await app.Client.SendAsync("DELETE", job);

        using var again = await PostAsync(app, "a");
        using var gone = await app.Client.SendAsync("GET", job);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(job, again.Header("Location"));
        Assert.Null(again.Header("Retry-After"));
        Assert.Equal(
            await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task With_another_input_it_is_422()
    {
        await using var app = await StartAsync();
        using var first = await PostAsync(app, "a");

        using var other = await PostAsync(app, "a", """{"message":"other"}""");

        var problem = await other.ReadProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Reading.Types + "idempotency-key-reused", problem.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"b":{"d":1,"c":[1,2]},"a":null}""", HttpStatusCode.Accepted)]
    [InlineData(""" { "a" : null, "b" : { "c" : [ 1, 2 ], "d" : 1 } } """, HttpStatusCode.Accepted)]
    [InlineData("""{"a":null,"b":{"c":[2,1],"d":1}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"a":null,"b":{"d":[1,2],"c":1}}""", HttpStatusCode.UnprocessableEntity)]
    public async Task The_order_of_members_does_not_count_in_any_type_of_input(string input, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var first = await PostAsync(app, "a", """{"a":null,"b":{"c":[1,2],"d":1}}""", "/jobs/any");

        using var again = await PostAsync(app, "a", input, "/jobs/any");

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(status, again.StatusCode);
    }

    [Fact]
    public async Task A_replay_is_never_refused_for_want_of_room()
    {
        await using var app = await StartAsync(job => (job.MaxQueueLength, job.MaxConcurrency) = (1, 1));
        using var running = await PostAsync(app, "a");
        await _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var queued = await PostAsync(app, "b");

        using var refused = await PostAsync(app, "c");
        using var replay = await PostAsync(app, "b");
        using var reused = await PostAsync(app, "b", """{"message":"other"}""");

        var problem = await refused.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(Reading.Types + "capacity", problem.GetProperty("type").GetString());
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.Accepted, replay.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.StatusCode);
    }

    [Fact]
    public async Task What_was_refused_binds_no_key()
    {
        await using var app = await StartAsync();
        using var invalid = await PostAsync(app, "a", "null");

        using var valid = await PostAsync(app, "a");

        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, valid.StatusCode);
    }

    private Task<TestApp> StartAsync(Action<JobOptions>? configure = null) =>
        TestApp.StartAsync(
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                {
                    services.AddSingleton(_gate).AddJobs<WorkRequest, WorkResponse, GatedWorker>(configure);
                    services.AddJobs<JsonElement, JsonElement, EchoWorker>("any");
                },
            }
        );

    private static Task<HttpResponseMessage> PostAsync(
        TestApp app,
        string key,
        string input = """{"message":"ping"}""",
        string path = "/jobs/work"
    ) => app.Client.SendAsync("POST", path, Reading.Json(input), ("Idempotency-Key", key));

    private static void Dispose(HttpResponseMessage[] responses)
    {
        foreach (var response in responses)
        {
            response.Dispose();
        }
    }

    private sealed class EchoWorker : IWorker<JsonElement, JsonElement>
    {
        public Task<JobExecutionResult<JsonElement>> ExecuteAsync(
            JsonElement input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<JsonElement>>(input);
    }
}
