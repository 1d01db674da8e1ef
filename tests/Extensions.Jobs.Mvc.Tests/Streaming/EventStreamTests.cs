using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Mvc.Tests.Streaming;

/// <summary>Which events a stream has, and when; on a real socket.</summary>
public sealed class EventStreamTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private readonly FakeTimeProvider _time = new(FakeJobs.Created.AddSeconds(100));
    private readonly FakeJobs _jobs = new() { Stage = Stage.Running };

    [Fact]
    public async Task The_headers_and_the_present_state_come_at_once()
    {
        await using var app = await StartAsync();

        await using var events = await EventReader.OpenAsync(app, Job);

        Assert.Equal(HttpStatusCode.OK, events.Response.StatusCode);
        Assert.Equal("text/event-stream", events.Response.Header("Content-Type"));
        Assert.Equal("no-store", events.Response.Header("Cache-Control"));
        Assert.Equal("no", events.Response.Header("X-Accel-Buffering"));
        Assert.Null(events.Response.Header("Content-Encoding"));
        Assert.Null(events.Response.Header("Content-Length"));
        Assert.Equal("status 9", await events.NextAsync());
        Assert.Equal(TimeSpan.FromSeconds(3), events.Reconnection);
        var document = JsonDocument.Parse(events.Data).RootElement;
        Assert.Equal("running", document.GetProperty("status").GetString());
        Assert.Equal(Job, document.GetProperty("links").GetProperty("self").GetString());
    }

    [Fact]
    public async Task On_the_wire_an_event_is_lines_and_an_empty_line()
    {
        _jobs.Stage = Stage.Failed;
        _jobs.Change = status => status with { Message = "two\nlines\r\u2028ä" };
        await using var app = await StartAsync();

        await using var events = await EventReader.OpenAsync(app, Job);

        var lines = (await events.ReadToEndAsync()).Split('\n');
        Assert.Equal(["retry: 3000", "", "event: completed", "id: 9"], lines[..4]);
        Assert.StartsWith("data: {\"id\":", lines[4], StringComparison.Ordinal);
        Assert.Equal(["", ""], lines[5..]);
    }

    [Fact]
    public async Task The_end_is_told_once_as_completed_and_ends_the_stream()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        _jobs.Push(job => job.Stage = Stage.Succeeded);

        Assert.Equal("completed 10", await events.NextAsync());
        Assert.Contains("\"succeeded\"", events.Data, StringComparison.Ordinal);
        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task A_removed_job_is_told_without_an_id()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        _jobs.Push(job => job.Stage = Stage.Deleted);

        var rest = await events.NextAsync();
        Assert.StartsWith("deleted", rest, StringComparison.Ordinal);
        Assert.Equal($"{{\"id\":\"{FakeJobs.Id}\"}}", events.Data);
        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task Progress_waits_for_a_pause_and_a_change_of_the_status_does_not()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        _jobs.Push(_ => { });
        _jobs.Push(_ => { });
        _jobs.Push(job => job.Stage = Stage.Cancelling);
        Assert.Equal("status 12", await events.NextAsync());

        _jobs.Push(_ => { });
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal("status 13", await events.NextAsync());
    }

    [Fact]
    public async Task The_last_progress_before_the_end_of_the_news_is_not_lost()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        _jobs.Push(_ => { });
        _jobs.Push(job => job.Stage = Stage.Failed);

        Assert.Equal("completed 11", await events.NextAsync());
    }

    [Fact]
    public async Task In_silence_there_is_a_comment_every_15_seconds()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job, ("Last-Event-ID", "9"));
        Assert.Equal("retry: 3000\n\n", await events.ReadAsync(13));

        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":\n\n", await events.ReadAsync(3));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(":\n\n", await events.ReadAsync(3));

        _jobs.Push(job => job.Stage = Stage.Failed);
        Assert.StartsWith("event: completed\nid: 10\n", await events.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8", "status 9")]
    [InlineData("99", "status 9")]
    [InlineData("garbage", "status 9")]
    [InlineData("-9", "status 9")]
    [InlineData("9", "status 10")]
    public async Task Who_comes_back_hears_what_he_has_not_heard(string lastEventId, string first)
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job, ("Last-Event-ID", lastEventId));

        if (first == "status 10")
        {
            _jobs.Push(_ => { });
        }

        Assert.Equal(first, await events.NextAsync());
    }

    [Fact]
    public async Task Who_has_heard_the_end_is_told_not_to_come_back()
    {
        _jobs.Stage = Stage.Succeeded;
        await using var app = await StartAsync();

        await using var known = await EventReader.OpenAsync(app, Job, ("Last-Event-ID", "9"));
        await using var behind = await EventReader.OpenAsync(app, Job, ("Last-Event-ID", "8"));

        Assert.Equal(HttpStatusCode.NoContent, known.Response.StatusCode);
        Assert.Equal("no-store", known.Response.Header("Cache-Control"));
        Assert.Equal("completed 9", await behind.NextAsync());
        Assert.Null(await behind.NextAsync());
    }

    [Fact]
    public async Task A_stream_ends_with_its_lifetime_in_silence()
    {
        await using var app = await StartAsync();
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task HEAD_has_the_headers_alone()
    {
        await using var app = await StartAsync(options => options.MaxEventStreams = 0);

        using var head = await app.Client.SendAsync("HEAD", $"{Job}/events");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("text/event-stream", head.Header("Content-Type"));
        Assert.Equal("no-store", head.Header("Cache-Control"));
    }

    private Task<TestApp> StartAsync(Action<JobsOptions>? configure = null) =>
        TestApp.StartAsync(
            _jobs,
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                {
                    services.AddSingleton<TimeProvider>(_time);
                    services.AddJobs(configure);
                },
            }
        );
}
