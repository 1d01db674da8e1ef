using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Stopping;

/// <summary>A caller who gives up, and what becomes of the job.</summary>
public sealed class CancelOnCancellationTests
{
    private static readonly string _cancel = $"POST /app/jobs/ping/{Documents.Id}/cancel";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_default_the_job_goes_on()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        await GiveUpWaitAsync(server, host);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task If_so_set_the_job_is_cancelled_too()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Nothing,
            Answers.Text(202, "application/json", Documents.Of("cancelling"))
        );
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);

        await GiveUpWaitAsync(server, host);

        Assert.Equal(_cancel, server.Requests[1].ToString());
    }

    [Fact]
    public async Task A_job_that_was_faster_changes_nothing()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Nothing,
            Answers.Problem(409, "job-finished"),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);

        await GiveUpWaitAsync(server, host);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_holds_nobody_up()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing, Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);

        var giving = GiveUpWaitAsync(server, host);
        Assert.Equal(_cancel, (await server.NextAsync()).ToString());
        await host.Time.PassAsync(5, 5);

        await giving;
    }

    [Fact]
    public async Task Who_watches_and_gives_up_cancels_too()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.EventsThenSilence("retry: 3000\n\n", Documents.Event(2, Documents.Running)),
            Answers.Text(202, "application/json", Documents.Of("cancelling"))
        );
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in host.Client.WatchAsync(Documents.Id, giveUp.Token))
            {
                await giveUp.CancelAsync();
            }
        });

        Assert.Equal(_cancel, server.Requests[1].ToString());
    }

    [Fact]
    public async Task Who_gives_up_before_the_creation_is_answered_leaves_no_job_behind()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Nothing,
            Answers.Created(Documents.Queued),
            Answers.Text(200, "application/json", Documents.Of("cancelled"))
        );
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);

        await GiveUpCreationAsync(server, host);

        var (lost, repeated, cancel) = (server.Requests[0], server.Requests[1], server.Requests[2]);
        Assert.Equal((lost["Idempotency-Key"], lost.Body), (repeated["Idempotency-Key"], repeated.Body));
        Assert.Equal(_cancel, cancel.ToString());
    }

    [Fact]
    public async Task By_default_a_creation_that_is_given_up_is_left_alone()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        await GiveUpCreationAsync(server, host);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Who_has_given_up_already_creates_nothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(server.Endpoint, options => options.CancelOnCancellation = true);
        var given = new CancellationToken(canceled: true);

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Client.RunAsync(new PingRequest(), cancellationToken: given)
        );

        Assert.Equal(given, failure.CancellationToken);
        Assert.Empty(server.Requests);
    }

    private static Task GiveUpCreationAsync(ScriptedServer server, ClientHost host) =>
        GiveUpAsync(server, token => host.Client.RunAsync(new PingRequest(), cancellationToken: token));

    private static Task GiveUpWaitAsync(ScriptedServer server, ClientHost host) =>
        GiveUpAsync(
            server,
            token => host.Client.WaitAsync(Documents.Id, Timeout.InfiniteTimeSpan, cancellationToken: token)
        );

    private static async Task GiveUpAsync(ScriptedServer server, Func<CancellationToken, Task> callAsync)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var calling = callAsync(giveUp.Token);
        await server.NextAsync();
        await giveUp.CancelAsync();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Assert.Equal(giveUp.Token, failure.CancellationToken);
    }
}
