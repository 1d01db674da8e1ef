using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Streaming;

/// <summary>How many requests are held open at once, in all and of each named caller.</summary>
public sealed class HeldRequestLimitTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private readonly FakeJobs _jobs = new() { Stage = Stage.Running };

    [Fact]
    public async Task One_named_caller_cannot_have_all_streams()
    {
        await using var app = await StartAsync(options => options.MaxEventStreamsPerOwner = 1);
        await using var first = await EventReader.OpenAsync(app, Job, ("Caller", "sub=ann"));

        using var refused = await GetAsync(app, "sub=ann");
        await using var bobs = await EventReader.OpenAsync(app, Job, ("Caller", "sub=bob"));
        await using var anonymous = await EventReader.OpenAsync(app, Job);
        await using var another = await EventReader.OpenAsync(app, Job);

        var problem = await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(Reading.Types + "too-many-streams", problem.GetProperty("type").GetString());
        Assert.Equal(1, problem.GetProperty("limit").GetInt32());
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.All(
            [first, bobs, anonymous, another],
            each => Assert.Equal(HttpStatusCode.OK, each.Response.StatusCode)
        );
    }

    [Fact]
    public async Task Beyond_the_limit_for_all_nobody_gets_one_until_another_ends()
    {
        await using var app = await StartAsync(options => options.MaxEventStreams = 1);
        await using var first = await EventReader.OpenAsync(app, Job);
        await first.NextAsync();

        using var refused = await GetAsync(app, "sub=ann");
        _jobs.Push(job => job.Stage = Stage.Failed);
        await first.NextAsync();
        Assert.Null(await first.NextAsync());
        using var again = await GetAsync(app, "sub=ann");

        var problem = await refused.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(Reading.Types + "capacity", problem.GetProperty("type").GetString());
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Who_has_too_many_waits_is_answered_at_once()
    {
        await using var app = await StartAsync(options => options.MaxWaitsPerOwner = 1);
        var waiting = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        _jobs.WhileWaiting = _ =>
        {
            waiting.TrySetResult();
            return end.Task;
        };
        var first = WaitAsync("sub=ann");
        await waiting.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var second = await WaitAsync("sub=ann");
        var bobs = WaitAsync("sub=bob");
        end.SetResult();

        Assert.Null(second.Header("Preference-Applied"));
        using var held = await first;
        using var other = await bobs;
        Assert.Equal("wait=5", held.Header("Preference-Applied"));
        Assert.Equal("wait=5", other.Header("Preference-Applied"));

        Task<HttpResponseMessage> WaitAsync(string caller) =>
            app.Client.SendAsync("GET", Job, null, ("Caller", caller), ("Prefer", "wait=5"));
    }

    private static Task<HttpResponseMessage> GetAsync(TestApp app, string caller) =>
        app.Client.SendAsync("GET", $"{Job}/events", null, ("Caller", caller));

    private Task<TestApp> StartAsync(Action<JobsOptions> configure) =>
        TestApp.StartAsync(
            _jobs,
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                {
                    HeaderAuthentication.AddTo(services);
                    services.AddJobs(configure);
                },
            }
        );
}
