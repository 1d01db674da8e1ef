using System.IO.Compression;
using Extensions.Jobs.Mvc.Tests.EndToEnd;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.Streaming;

/// <summary>What a host does around a stream, on a real socket.</summary>
public sealed class StreamInHostTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private readonly FakeJobs _jobs = new() { Stage = Stage.Running };
    private readonly Gate _gate = new();

    [Fact]
    public async Task Compression_and_request_time_outs_of_the_host_leave_it_alone()
    {
        await using var app = await TestApp.StartAsync(
            _jobs,
            new Setup
            {
                IsOnSocket = true,
                Services = services =>
                {
                    services.AddResponseCompression(compression =>
                    {
                        compression.MimeTypes = ["*/*", "text/event-stream"];
                        compression.Providers.Add<GzipCompressionProvider>();
                    });
                    services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
                    services.AddRequestTimeouts(timeouts =>
                        timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(1) }
                    );
                },
                Pipeline = app =>
                {
                    app.UseResponseCompression();
                    app.UseRequestTimeouts();
                    app.MapControllers();
                },
            }
        );

        await using var events = await EventReader.OpenAsync(app, Job, ("Accept-Encoding", "gzip"));
        Assert.Null(events.Response.Header("Content-Encoding"));
        Assert.Equal("text/event-stream", events.Response.Header("Content-Type"));
        Assert.Equal("status 9", await events.NextAsync());
        _jobs.Push(job => job.Stage = Stage.Failed);
        Assert.Equal("completed 10", await events.NextAsync());
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_error()
    {
        var app = await TestApp.StartAsync(_jobs, new Setup { IsOnSocket = true });
        var logs = app.Services.GetRequiredService<Microsoft.Extensions.Logging.Testing.FakeLogCollector>();
        var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        await events.DisposeAsync();
        await app.UntilRequestsAsync(0);
        await app.DisposeAsync();

        Assert.DoesNotContain(logs.GetSnapshot(), log => log.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_stream_ends_at_once_when_the_host_stops()
    {
        await using var app = await TestApp.StartAsync(_jobs, new Setup { IsOnSocket = true });
        await using var events = await EventReader.OpenAsync(app, Job);
        await events.NextAsync();

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task A_job_of_the_engine_is_followed_to_its_end()
    {
        await using var app = await StartEngineAsync();
        var job = await CreateAsync(app);
        await using var events = await EventReader.OpenAsync(app, job);
        await events.NextAsync();

        _gate.End.SetResult(new WorkResponse("pong"));
        string? last = null;
        while (await events.NextAsync() is { } next)
        {
            last = next;
        }

        Assert.StartsWith("completed ", last, StringComparison.Ordinal);
        var id = last!.Split(' ')[1];
        await using var again = await EventReader.OpenAsync(app, job, ("Last-Event-ID", id));
        using var status = await app.Client.SendAsync("GET", $"{job}?redirect=false");
        Assert.Equal(204, (int)again.Response.StatusCode);
        Assert.Equal($"\"{id}.1\"", status.Header("ETag"));
    }

    [Fact]
    public async Task A_job_of_the_engine_that_is_deleted_is_told_so()
    {
        await using var app = await StartEngineAsync();
        var job = await CreateAsync(app);
        await _gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);
        await using var events = await EventReader.OpenAsync(app, job);
        await events.NextAsync();

        using var deleted = await app.Client.SendAsync("DELETE", job);
        string? last = null;
        while (await events.NextAsync() is { } next)
        {
            last = next;
        }

        Assert.StartsWith("deleted", last, StringComparison.Ordinal);
        Assert.Equal($"{{\"id\":\"{job[^32..]}\"}}", events.Data);
    }

    private static async Task<string> CreateAsync(TestApp app)
    {
        using var created = await app.Client.SendAsync("POST", "/jobs/work", Reading.Json("""{"message":"ping"}"""));
        return created.Header("Location")!;
    }

    private Task<TestApp> StartEngineAsync() =>
        TestApp.StartAsync(
            new Setup
            {
                IsOnSocket = true,
                Services = services => services.AddSingleton(_gate).AddJobs<WorkRequest, WorkResponse, GatedWorker>(),
            }
        );
}
