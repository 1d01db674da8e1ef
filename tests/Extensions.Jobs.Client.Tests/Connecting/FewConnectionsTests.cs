using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Connecting;

/// <summary>Where the host allows few connections, those who wait leave some of them to the others.</summary>
public sealed class FewConnectionsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ClientHost HostOf(ScriptedServer server, HttpMessageHandler handler) =>
        new(server.Endpoint, http: http => http.ConfigurePrimaryHttpMessageHandler(() => handler));

    public static TheoryData<HttpMessageHandler> OfTwo() =>
        [new SocketsHttpHandler { MaxConnectionsPerServer = 2 }, new HttpClientHandler { MaxConnectionsPerServer = 2 }];

    [Theory]
    [MemberData(nameof(OfTwo), DisableDiscoveryEnumeration = true)]
    public async Task Of_two_connections_one_is_held_and_other_waits_poll(HttpMessageHandler handler)
    {
        var end = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(
            HeldUntil(end.Task),
            Answers.Status(2, Documents.Running, "Retry-After: 7"),
            Answers.Status(9, Documents.Succeeded),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = HostOf(server, handler);

        var first = WaitAsync(host);
        Assert.Equal("wait=30", (await server.NextAsync())["Prefer"]);
        var second = WaitAsync(host);
        Assert.Empty((await server.NextAsync())["Prefer"]);
        await host.Time.PassAsync(7, 7);
        await second;
        end.SetResult();
        await first;
        await WaitAsync(host);

        Assert.Equal(["wait=30", "", "", "wait=30"], server.Requests.Select(request => request["Prefer"]));
    }

    [Fact]
    public async Task A_stream_takes_its_share_too_and_gives_it_back()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.EventsThenSilence("retry: 3000\n\n", Documents.Event(2, Documents.Running)),
            Answers.Status(3, Documents.RunningAt(2), "Retry-After: 5"),
            Answers.Events("retry: 3000\n\n", Documents.Completed(9, Documents.Succeeded))
        );
        await using var host = HostOf(server, new SocketsHttpHandler { MaxConnectionsPerServer = 3 });
        var first = host.Client.WatchAsync(Documents.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await first.MoveNextAsync());
        await using var second = host.Client.WatchAsync(Documents.Id, Cancelled).GetAsyncEnumerator(Cancelled);

        Assert.True(await second.MoveNextAsync());
        await first.DisposeAsync();
        var next = second.MoveNextAsync().AsTask();
        await host.Time.PassAsync(5, 5);
        Assert.True(await next);

        Assert.Equal((9, JobStatus.Succeeded), (second.Current.Version, second.Current.Status));
        Assert.Equal(["/events", "?redirect=false", "/events"], server.Requests.Select(Asked));
    }

    [Fact]
    public async Task With_one_connection_nothing_is_held()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(2, Documents.Running, "Retry-After: 2"),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = HostOf(server, new SocketsHttpHandler { MaxConnectionsPerServer = 1 });

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).LastAsync(Cancelled).AsTask();
        await host.Time.PassAsync(2, 2);

        Assert.Equal(JobStatus.Succeeded, (await watching).Status);
        Assert.All(server.Requests, request => Assert.Empty(request["Prefer"]));
    }

    private static Task<JobStatus> WaitAsync(ClientHost host) =>
        host.Client.WaitAsync(Documents.Id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled);

    private static RequestDelegate HeldUntil(Task end) =>
        async http =>
        {
            await end.WaitAsync(http.RequestAborted);
            await Answers.Status(9, Documents.Succeeded)(http);
        };

    private static string Asked(Received request) => request.Target.Split(Documents.Id)[1];
}
