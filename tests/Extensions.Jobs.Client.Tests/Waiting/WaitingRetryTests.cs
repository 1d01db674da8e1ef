using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Waiting;

/// <summary>A wait outlasts a server that is away, and faults on the way to it.</summary>
public sealed class WaitingRetryTests
{
    [Fact]
    public async Task A_server_that_restarts_on_its_port_is_waited_for()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        var waiting = host.WaitAsync();
        await server.NextAsync();
        await server.StopAsync();
        await host.Time.PassRetryAsync();
        server.ThenAnswers(
            Answers.Status(5, Documents.Running, "Retry-After: 2"),
            Answers.Status(9, Documents.Succeeded)
        );
        await host.Time.PassAsync(0.8, 1.2, before: server.StartAsync);
        await host.Time.PassAsync(2, 2);
        var end = await waiting;

        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task Refusals_for_a_time_are_survived_and_what_is_asked_again_is_not_held()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(504, "text/html", "<h1>Gateway Time-out</h1>"),
            Answers.Busy("Retry-After: 3"),
            Answers.Problem(429, "rate", "", "Retry-After: 2"),
            Answers.Status(5, Documents.Running, "Retry-After: 1"),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = host.WaitAsync();
        await host.Time.PassRetryAsync();
        await host.Time.PassAsync(3, 3.6);
        await host.Time.PassAsync(2, 2.4);
        await host.Time.PassAsync(1, 1);
        var end = await waiting;

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(["wait=30", "", "", "", "wait=30"], server.Requests.Select(request => request["Prefer"]));
    }

    [Fact]
    public async Task Each_answer_begins_the_retry_time_anew()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Busy("Retry-After: 8"),
            Answers.Status(5, Documents.Running, "Retry-After: 1"),
            Answers.Busy("Retry-After: 8"),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.FromSeconds(10));

        var waiting = host.WaitAsync();
        await host.Time.PassAsync(8, 9.6);
        await host.Time.PassAsync(1, 1);
        await host.Time.PassAsync(8, 9.6);

        Assert.Equal(JobStatus.Succeeded, (await waiting).Status);
    }

    [Fact]
    public async Task A_server_that_stays_away_longer_than_the_wait_is_told()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Busy("Retry-After: 8"));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => host.WaitAsync(5));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
    }

    [Fact]
    public async Task A_server_that_says_nothing_does_not_hold_up_a_short_wait()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        var waiting = host.WaitAsync(2);
        await host.Time.PassAsync(12, 12);
        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => waiting);

        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task A_time_out_of_a_handler_on_the_way_ends_no_wait()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(9, Documents.Succeeded));
        await using var host = new ClientHost(
            server.Endpoint,
            http: http =>
                http.AddHttpMessageHandler(() => new FailsAtFirst(new Polly.Timeout.TimeoutRejectedException()))
        );

        var waiting = host.WaitAsync();
        await host.Time.PassRetryAsync();

        Assert.Equal(JobStatus.Succeeded, (await waiting).Status);
    }

    [Fact]
    public async Task A_fault_of_a_handler_is_not_taken_for_one_of_the_server()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(
            server.Endpoint,
            http: http => http.AddHttpMessageHandler(() => new FailsAtFirst(new InvalidOperationException("no token")))
        );

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.WaitAsync());

        Assert.Equal("no token", failure.Message);
    }

    private sealed class FailsAtFirst(Exception failure) : DelegatingHandler
    {
        private bool _failed;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (_failed)
            {
                return base.SendAsync(request, cancellationToken);
            }

            _failed = true;
            throw failure;
        }
    }
}
