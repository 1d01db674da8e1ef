using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Extensions.Jobs.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Waiting;

/// <summary>What a request that waits is answered.</summary>
public sealed class WaitTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    public static TheoryData<string, string, Stage, int> Ends() =>
        new()
        {
            { "POST", "/jobs/ping", Stage.Succeeded, 202 },
            { "GET", Job, Stage.Succeeded, 303 },
            { "GET", Job, Stage.Failed, 200 },
            { "GET", Job, Stage.Deleted, 410 },
            { "GET", $"{Job}/output", Stage.Succeeded, 200 },
            { "GET", $"{Job}/output", Stage.Failed, 404 },
            { "GET", $"{Job}/output", Stage.Expired, 410 },
            { "DELETE", Job, Stage.Deleted, 204 },
        };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task It_is_answered_when_the_job_has_ended(string method, string path, Stage end, int status)
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        jobs.WhileWaiting = _ => Become(jobs, end);
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await SendAsync(app, method, path, ("Prefer", "wait=5"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("wait=5", response.Header("Preference-Applied"));
        Assert.Null(response.Header("Retry-After"));
        Assert.Null(Assert.Single(jobs.Waits).KnownVersion);
    }

    public static TheoryData<string, string, int> Routes() =>
        new()
        {
            { "POST", "/jobs/ping", 202 },
            { "GET", Job, 200 },
            { "GET", $"{Job}/output", 404 },
            { "DELETE", Job, 202 },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task When_the_time_is_up_it_is_answered_as_it_is_and_may_ask_again_soon(
        string method,
        string path,
        int status
    )
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await SendAsync(app, method, path, ("Prefer", "wait=99"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("wait=30", response.Header("Preference-Applied"));
        Assert.Equal("1", response.Header("Retry-After"));
        Assert.InRange(Assert.Single(jobs.Waits).Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Beyond_the_limit_it_is_answered_at_once(string method, string path, int status)
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        await using var app = await TestApp.StartAsync(jobs, Configure(options => options.MaxWaits = 0));

        using var response = await SendAsync(app, method, path, ("Prefer", "wait=5"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Null(response.Header("Preference-Applied"));
        Assert.Equal("30", response.Header("Retry-After"));
        Assert.Empty(jobs.Waits);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_request_time_out_of_the_host_ends_the_wait_with_the_present_state(
        string method,
        string path,
        int status
    )
    {
        var jobs = new FakeJobs
        {
            Stage = Stage.Running,
            WhileWaiting = token => new TaskCompletionSource().Task.WaitAsync(token),
        };
        await using var app = await TestApp.StartAsync(
            jobs,
            new Setup
            {
                Services = services =>
                    services.AddRequestTimeouts(timeouts =>
                        timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(500) }
                    ),
                Pipeline = app =>
                {
                    app.UseRequestTimeouts();
                    app.MapControllers();
                },
            }
        );

        using var response = await SendAsync(app, method, path, ("Prefer", "wait=5"));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Of_a_job_that_has_ended_the_wait_counts_as_followed_and_takes_no_room()
    {
        var jobs = new FakeJobs { Stage = Stage.Failed };
        await using var app = await TestApp.StartAsync(jobs, Configure(options => options.MaxWaits = 0));

        using var response = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"));

        Assert.Equal("wait=5", response.Header("Preference-Applied"));
        Assert.Empty(jobs.Waits);
    }

    [Fact]
    public async Task With_a_known_tag_it_is_answered_at_the_first_change()
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        jobs.WhileWaiting = _ =>
        {
            jobs.Version++;
            return Task.CompletedTask;
        };
        await using var app = await TestApp.StartAsync(jobs);

        using var changed = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"), ("If-None-Match", "\"9.1\""));
        jobs.WhileWaiting = _ => Task.CompletedTask;
        using var unchanged = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"), ("If-None-Match", "\"10.1\""));
        using var other = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"), ("If-None-Match", "\"9.1\""));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"10.1\"", changed.Header("ETag"));
        Assert.Equal("1", changed.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal("wait=5", unchanged.Header("Preference-Applied"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal([9L, 10L], jobs.Waits.Select(wait => wait.KnownVersion));
    }

    [Fact]
    public async Task A_job_that_is_known_in_several_versions_is_waited_for_until_it_has_another()
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        jobs.WhileWaiting = _ =>
        {
            jobs.Version++;
            return Task.CompletedTask;
        };
        await using var app = await TestApp.StartAsync(jobs);

        using var changed = await SendAsync(
            app,
            "GET",
            Job,
            ("Prefer", "wait=5"),
            ("If-None-Match", "\"9.1\", \"10.1\"")
        );

        Assert.Equal("\"11.1\"", changed.Header("ETag"));
    }

    [Fact]
    public async Task An_accepted_job_stays_accepted_whatever_happens_during_the_wait()
    {
        var jobs = new FakeJobs { Stage = Stage.Queued };
        await using var app = await TestApp.StartAsync(jobs);
        jobs.WhileWaiting = _ => throw new JobStoreException("down");
        using var down = await SendAsync(app, "POST", "/jobs/ping", ("Prefer", "wait=5"));
        jobs.WhileWaiting = _ => Become(jobs, Stage.Deleted);

        using var deleted = await SendAsync(app, "POST", "/jobs/ping", ("Prefer", "wait=5"));

        Assert.Equal(HttpStatusCode.Accepted, down.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        Assert.Null(deleted.Header("Retry-After"));
    }

    [Fact]
    public async Task A_caller_that_goes_away_gives_back_its_room()
    {
        var left = new TaskCompletionSource();
        var jobs = new FakeJobs { Stage = Stage.Running };
        var waiting = new TaskCompletionSource();
        jobs.WhileWaiting = async token =>
        {
            waiting.SetResult();
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(token);
            }
            finally
            {
                left.SetResult();
            }
        };
        await using var app = await TestApp.StartAsync(
            jobs,
            Configure(options => options.MaxWaits = 1) with
            {
                IsOnSocket = true,
            }
        );
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, Job);
        request.Headers.Add("Prefer", "wait=30");
        var get = app.Client.SendAsync(request, leaving.Token);
        await waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var full = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
        await left.Task.WaitAsync(TestContext.Current.CancellationToken);
        jobs.WhileWaiting = _ => Task.CompletedTask;

        Assert.Null(full.Header("Preference-Applied"));
        string? applied = null;
        while (applied is null)
        {
            using var again = await SendAsync(app, "GET", Job, ("Prefer", "wait=5"));
            applied = again.Header("Preference-Applied");
        }
    }

    private static Task Become(FakeJobs jobs, Stage stage)
    {
        jobs.Stage = stage;
        return Task.CompletedTask;
    }

    private static Setup Configure(Action<JobsOptions> configure) =>
        new() { Services = services => services.Configure(configure) };

    private static Task<HttpResponseMessage> SendAsync(
        TestApp app,
        string method,
        string path,
        params (string, string)[] headers
    ) => app.Client.SendAsync(method, path, method == "POST" ? Reading.Json("""{"message":"hello"}""") : null, headers);
}
