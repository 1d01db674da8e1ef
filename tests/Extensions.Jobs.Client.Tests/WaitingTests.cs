using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests;

/// <summary>Waiting for the end of a job, or for a change, by answers that the server holds.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<JobStatus> WaitAsync(ClientHost host, double seconds = -0.001, long? knownVersion = null) =>
        host.Client.WaitAsync(Documents.Id, TimeSpan.FromSeconds(seconds), knownVersion, Cancelled);

    [Fact]
    public async Task The_server_is_asked_to_hold_the_answer_until_the_end()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(9, Documents.Succeeded, "Preference-Applied: wait=30")
        );
        await using var host = new ClientHost(server.Endpoint);

        var end = await WaitAsync(host);

        Assert.Equal((JobStatus.Succeeded, 9), (end.Status, end.Version));
        Assert.Equal("wait=30", server.Requests[0]["Prefer"]);
        Assert.Empty(server.Requests[0]["If-None-Match"]);
    }

    [Fact]
    public async Task Between_two_questions_passes_what_the_server_wants()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(2, Documents.RunningAt(1), "Retry-After: 4"),
            Answers.Status(3, Documents.RunningAt(2)),
            Answers.Status(9, Documents.Failed)
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host);
        await host.Time.PassAsync(4, 4);
        await host.Time.PassAsync(1, 1);
        var end = await waiting;

        Assert.Equal((JobStatus.Failed, "Quota used up"), (end.Status, end.Error!.Title));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("2000000000", 86_400)]
    [InlineData("soon", 1)]
    [InlineData("0", 0.1)]
    [InlineData("Tue, 24 Nov 2020 10:00:00 GMT", 0.1)]
    public async Task A_pause_that_makes_no_sense_is_mended(string retryAfter, double seconds)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(2, Documents.RunningAt(1), $"Retry-After: {retryAfter}"),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host);
        await host.Time.PassAsync(seconds, seconds);

        Assert.Equal(JobStatus.Succeeded, (await waiting).Status);
    }

    [Fact]
    public async Task When_the_time_is_up_the_status_is_answered_as_it_is()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(2, Documents.RunningAt(1), "Retry-After: 30"),
            Answers.Status(3, Documents.RunningAt(2), "Retry-After: 30")
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host, 12.5);
        await host.Time.PassAsync(12.5, 12.5);
        var status = await waiting;

        Assert.Equal((JobStatus.Running, 3), (status.Status, status.Version));
        Assert.Equal(["wait=12", ""], server.Requests.Select(request => request["Prefer"]));
    }

    [Fact]
    public async Task Without_time_to_wait_the_status_is_asked_once()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(2, Documents.Running));
        await using var host = new ClientHost(server.Endpoint);

        var status = await WaitAsync(host, 0);

        Assert.Equal(2, status.Version);
        Assert.Empty(server.Requests[0]["Prefer"]);
    }

    [Fact]
    public async Task A_change_is_waited_for_by_the_tag_of_the_known_version()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Unchanged(17, "Retry-After: 1", "Preference-Applied: wait=30"),
            Answers.Status(18, Documents.RunningAt(2))
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host, knownVersion: 17);
        await host.Time.PassAsync(1, 1);
        var status = await waiting;

        Assert.Equal(18, status.Version);
        Assert.All(server.Requests, request => Assert.Equal("\"17.1\"", request["If-None-Match"]));
        Assert.All(server.Requests, request => Assert.Equal("wait=30", request["Prefer"]));
    }

    [Fact]
    public async Task Without_a_change_the_status_is_answered_all_the_same_when_the_time_is_up()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Unchanged(17, "Retry-After: 5"),
            Answers.Unchanged(17, "Retry-After: 5"),
            Answers.Status(17, Documents.Running)
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host, 2, knownVersion: 17);
        await host.Time.PassAsync(2, 2);
        var status = await waiting;

        Assert.Equal(17, status.Version);
        Assert.Empty(server.Requests[2]["If-None-Match"]);
    }

    [Fact]
    public async Task Tags_are_made_as_the_server_last_made_them()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", Documents.Running, "ETag: \"17.2\""),
            Answers.Text(200, "application/json", Documents.Running, "ETag: \"18.2\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);
        await WaitAsync(host, knownVersion: status.Version);

        Assert.Equal("\"17.2\"", server.Requests[1]["If-None-Match"]);
    }

    [Fact]
    public async Task A_server_that_restarts_on_its_port_is_waited_for()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host);
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

        var waiting = WaitAsync(host);
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

        var waiting = WaitAsync(host);
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

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => WaitAsync(host, 5));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
    }

    [Fact]
    public async Task A_server_that_says_nothing_does_not_hold_up_a_short_wait()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host, 2);
        await host.Time.PassAsync(12, 12);
        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => waiting);

        Assert.Null(failure.StatusCode);
    }

    [Fact]
    public async Task A_job_that_is_removed_during_the_wait_is_told()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(5, Documents.Running, "Retry-After: 1"),
            Answers.Problem(410, "job-deleted", "\"removed\":\"2026-11-24T12:00:00Z\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = WaitAsync(host);
        await host.Time.PassAsync(1, 1);

        await Assert.ThrowsAsync<JobRemovedException>(() => waiting);
    }

    [Fact]
    public async Task A_server_is_not_asked_to_hold_an_answer_longer_than_the_client_waits_for_one()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(9, Documents.Succeeded),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var hasty = new ClientHost(
            server.Endpoint,
            http: http => http.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(9))
        );
        await using var polling = new ClientHost(server.Endpoint, options => options.WaitTime = TimeSpan.Zero);

        await WaitAsync(hasty);
        await WaitAsync(polling);

        Assert.Equal(["wait=4", ""], server.Requests.Select(request => request["Prefer"]));
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

        var waiting = WaitAsync(host);
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

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => WaitAsync(host));

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
