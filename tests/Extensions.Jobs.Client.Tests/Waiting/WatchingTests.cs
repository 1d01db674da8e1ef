using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Waiting;

/// <summary>Following a job by its event stream.</summary>
public sealed class WatchingTests
{
    private const string Retry = "retry: 3000\n\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<List<JobStatus>> WatchAsync(ClientHost host) =>
        host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();

    private static IEnumerable<long> VersionsOf(List<JobStatus> statuses) => statuses.Select(status => status.Version);

    [Fact]
    public async Task Each_event_is_a_status_with_its_version_until_the_last()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.EventsThenSilence(
                Retry,
                Documents.Event(2, Documents.RunningAt(1)),
                ":\n\n",
                "event: later\ndata: {}\n\n",
                Documents.Event(4, Documents.RunningAt(2)),
                Documents.Completed(9, Documents.Succeeded)
            )
        );
        await using var host = new ClientHost(server.Endpoint);

        var statuses = await WatchAsync(host);

        Assert.Equal([2, 4, 9], VersionsOf(statuses));
        Assert.Equal([1, 2, 100], statuses.Select(status => status.Progress));
        Assert.Equal($"GET /app/jobs/ping/{Documents.Id}/events", Assert.Single(server.Requests).ToString());
        Assert.StartsWith("text/event-stream", server.Requests[0]["Accept"], StringComparison.Ordinal);
        Assert.Empty(server.Requests[0]["Last-Event-ID"]);
    }

    [Fact]
    public async Task A_stream_that_ends_is_taken_up_again_where_it_was()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Events("retry: 2000\n\n", Documents.Event(2, Documents.RunningAt(1))),
            Answers.Events(Retry),
            Answers.Events(Retry, Documents.Completed(9, Documents.Succeeded))
        );
        await using var host = new ClientHost(server.Endpoint);

        var watching = WatchAsync(host);
        await host.Time.PassAsync(2, 2);
        await host.Time.PassAsync(3, 3);

        Assert.Equal([2, 9], VersionsOf(await watching));
        Assert.Equal(["", "2", "2"], server.Requests.Select(request => request["Last-Event-ID"]));
    }

    [Fact]
    public async Task A_stream_that_breaks_within_an_event_is_taken_up_again_before_it()
    {
        // A connection that is cut at once may take with it what was sent before.
        var wasRead = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(
            async http =>
            {
                await Answers.Events(Retry, Documents.Event(2, Documents.RunningAt(1)))(http);
                await wasRead.Task;
                await Answers.Events("event: completed\nid: 9\ndata: {\"id")(http);
                http.Abort();
            },
            Answers.Events(Retry, Documents.Completed(9, Documents.Succeeded))
        );
        await using var host = new ClientHost(server.Endpoint);
        await using var watching = host.Client.WatchAsync(Documents.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watching.MoveNextAsync());

        var next = watching.MoveNextAsync().AsTask();
        wasRead.SetResult();
        await host.Time.PassAsync(3, 3);

        Assert.True(await next);
        Assert.Equal(9, watching.Current.Version);
        Assert.Equal("2", server.Requests[1]["Last-Event-ID"]);
    }

    [Fact]
    public async Task What_is_told_again_or_late_is_no_news()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Events(
                Retry,
                Documents.Event(4, Documents.RunningAt(2)),
                Documents.Event(4, Documents.RunningAt(2)),
                Documents.Event(2, Documents.RunningAt(1)),
                Documents.Completed(9, Documents.Succeeded)
            )
        );
        await using var host = new ClientHost(server.Endpoint);

        Assert.Equal([4, 9], VersionsOf(await WatchAsync(host)));
    }

    [Fact]
    public async Task A_server_that_restarts_during_a_stream_is_waited_for_and_streams_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.EventsThenSilence(Retry, Documents.Event(2, Documents.RunningAt(1)))
        );
        await using var host = new ClientHost(server.Endpoint);
        await using var watching = host.Client.WatchAsync(Documents.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watching.MoveNextAsync());

        var next = watching.MoveNextAsync().AsTask();
        await server.StopAsync();
        await host.Time.PassAsync(3, 3);
        server.ThenAnswers(
            Answers.Status(3, Documents.RunningAt(2)),
            Answers.Events(Retry, Documents.Completed(9, Documents.Succeeded))
        );
        await host.Time.PassRetryAsync(before: server.StartAsync);

        Assert.True(await next);
        Assert.Equal(3, watching.Current.Version);
        next = watching.MoveNextAsync().AsTask();
        await host.Time.PassAsync(1, 1);
        Assert.True(await next);
        Assert.Equal(9, watching.Current.Version);
        Assert.False(await watching.MoveNextAsync());
        Assert.Equal("3", server.Requests[^1]["Last-Event-ID"]);
    }

    [Fact]
    public async Task A_connection_that_nobody_serves_any_more_is_given_up()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.EventsThenSilence(Retry, Documents.Event(2, Documents.RunningAt(1))),
            Answers.Events(Retry, Documents.Completed(9, Documents.Succeeded))
        );
        await using var host = new ClientHost(server.Endpoint);

        await using var watching = host.Client.WatchAsync(Documents.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watching.MoveNextAsync());

        host.Time.Forget();
        var next = watching.MoveNextAsync().AsTask();
        await host.Time.PassAsync(45, 45);
        await host.Time.PassAsync(3, 3);

        Assert.True(await next);
        Assert.Equal(9, watching.Current.Version);
    }

    [Fact]
    public async Task A_job_that_is_deleted_meanwhile_is_told_with_the_time()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Events(
                Retry,
                Documents.Event(2, Documents.RunningAt(1)),
                $"event: deleted\ndata: {{\"id\":\"{Documents.Id}\"}}\n\n"
            ),
            Answers.Problem(410, "job-expired", "\"removed\":\"2026-11-24T12:00:00Z\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobRemovedException>(() => WatchAsync(host));

        Assert.Equal(JobRemoval.Expired, failure.Removal);
    }

    [Fact]
    public async Task A_reader_who_leaves_leaves_the_connection_too()
    {
        var gone = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.EventsThenSilence(Retry, Documents.Event(2, Documents.Running))(http);
            gone.SetResult();
        });
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);

        await foreach (var _ in host.Client.WatchAsync(Documents.Id, Cancelled))
        {
            break;
        }

        await gone.Task.WaitAsync(Cancelled);
        Assert.Single(server.Requests);
    }
}
