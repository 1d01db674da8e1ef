using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Creating;

/// <summary>A creation is sent again until it is answered, or given up.</summary>
public sealed class CreationRetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_sent_again_with_the_same_key()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Cut,
            Answers.CutAfter("""{"id":"""),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassRetryAsync();
        await host.Time.PassAsync(0.8, 1.2);
        var job = await creating;

        Assert.Equal(Documents.Id, job.Id);
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request["Idempotency-Key"]).Distinct());
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_server_without_capacity_is_asked_again_when_it_wants()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Busy("Retry-After: 7"),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassAsync(7, 8.4);

        Assert.Equal(Documents.Id, (await creating).Id);
    }

    [Fact]
    public async Task A_proxy_may_say_by_a_date_when_it_wants_to_be_asked_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(
                503,
                "text/html",
                "<h1>Down</h1>",
                "Date: Tue, 24 Nov 2026 10:00:00 GMT",
                "Retry-After: Tue, 24 Nov 2026 10:00:20 GMT"
            ),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassAsync(20, 24);

        Assert.Equal(Documents.Id, (await creating).Id);
    }

    [Fact]
    public async Task A_server_that_stays_without_capacity_is_given_up_with_what_it_said()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Busy("Retry-After: 30"));
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.FromSeconds(20));

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Equal((TimeSpan.FromSeconds(30), "capacity"), (failure.RetryAfter, failure.ProblemType));
        Assert.Equal(
            ("https://docs.example/problems#capacity", "The title", 503, "The detail.", "/jobs/ping/x", "4bf9"),
            (
                failure.Problem!.Type,
                failure.Problem.Title,
                failure.Problem.Status,
                failure.Problem.Detail,
                failure.Problem.Instance,
                failure.Problem.TraceId
            )
        );
        Assert.Contains("The title: The detail", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_given_up_after_the_retry_time()
    {
        await using var server = await ScriptedServer.StartAsync();
        await server.StopAsync();
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.FromSeconds(1));

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassRetryAsync();
        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => creating);

        Assert.Null(failure.StatusCode);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }
}
