using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Waiting;

/// <summary>Waiting for the end of a job by answers that the server holds.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task The_server_is_asked_to_hold_the_answer_until_the_end()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(9, Documents.Succeeded, "Preference-Applied: wait=30")
        );
        await using var host = new ClientHost(server.Endpoint);

        var end = await host.WaitAsync();

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

        var waiting = host.WaitAsync();
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

        var waiting = host.WaitAsync();
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

        var waiting = host.WaitAsync(12.5);
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

        var status = await host.WaitAsync(0);

        Assert.Equal(2, status.Version);
        Assert.Empty(server.Requests[0]["Prefer"]);
    }

    [Fact]
    public async Task A_job_that_is_removed_during_the_wait_is_told()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(5, Documents.Running, "Retry-After: 1"),
            Answers.Problem(410, "job-deleted", "\"removed\":\"2026-11-24T12:00:00Z\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = host.WaitAsync();
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

        await hasty.WaitAsync();
        await polling.WaitAsync();

        Assert.Equal(["wait=4", ""], server.Requests.Select(request => request["Prefer"]));
    }
}
