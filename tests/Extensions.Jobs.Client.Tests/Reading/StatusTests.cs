using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Reading;

/// <summary>How a status is asked for, and what the answers mean.</summary>
public sealed class StatusTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_status_is_read_with_its_version_and_without_a_redirect()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(17, Documents.RunningAt(40)));
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.Equal((JobStatus.Running, 40, 17), (status.Status, status.Progress, status.Version));
        Assert.Equal($"GET /app/jobs/ping/{Documents.Id}?redirect=false", server.Requests[0].ToString());
    }

    [Fact]
    public async Task A_redirect_to_the_output_is_not_followed_but_its_document_is_read()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(303, "application/json", Documents.Succeeded, "Location: /jobs/ping/x/output")
        );
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.Equal(JobStatus.Succeeded, status.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_tag_that_something_on_the_way_made_weak_still_tells_the_version()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json; charset=utf-8", Documents.Running, "ETag: W/\"17.1\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.Equal(17, status.Version);
    }

    [Fact]
    public async Task A_status_of_a_later_version_of_the_server_is_no_end()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(3, Documents.Of("paused")));
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.Equal(("paused", false), (status.Status, status.IsFinal));
    }

    [Fact]
    public async Task A_final_state_of_a_later_version_of_the_server_is_the_end()
    {
        var expired = Documents.Of("expired", 9, "none", "\"finished\":\"2026-11-24T10:00:09Z\"");
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(9, expired),
            Answers.Events("retry: 3000\n\n", Documents.Completed(9, expired))
        );
        await using var host = new ClientHost(server.Endpoint);

        var end = await host.Client.WaitAsync(Documents.Id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled);
        var last = await host.Client.WatchAsync(Documents.Id, Cancelled).LastAsync(Cancelled);

        Assert.Equal(("expired", true), (end.Status, end.IsFinal));
        Assert.Equal(("expired", true), (last.Status, last.IsFinal));
    }

    [Theory]
    [InlineData("W/\"17.1\"")]
    [InlineData("\"17.1-gzip\"")]
    [InlineData("\"17.1;br\"")]
    public async Task What_a_proxy_adds_to_a_tag_is_not_sent_back(string tag)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", Documents.Running, $"ETag: {tag}"),
            Answers.Empty(204)
        );
        await using var host = new ClientHost(server.Endpoint);

        var status = await host.Client.GetStatusAsync(Documents.Id, Cancelled);
        await host.Client.DeleteAsync(Documents.Id, status.Version, Cancelled);

        Assert.Equal("\"17.1\"", server.Requests[1]["If-Match"]);
    }

    [Fact]
    public async Task An_unknown_job_is_told_as_in_process()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Problem(404, "job-not-found"));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobNotFoundException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.Equal("4bf9", failure.Problem!.TraceId);
    }

    [Theory]
    [InlineData("job-deleted", JobRemoval.Deleted)]
    [InlineData("job-expired", JobRemoval.Expired)]
    public async Task A_removed_job_is_told_as_in_process(string type, JobRemoval removal)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(410, type, "\"removed\":\"2026-11-24T12:00:00Z\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobRemovedException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.Equal(removal, failure.Removal);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), failure.Removed);
        Assert.Equal(type, failure.ProblemType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("../../admin/0190163d8694739b8bf8ae0a7e")]
    [InlineData("0190163D8694739B8BF8AE0A7E0F1C4A")]
    public async Task What_is_no_id_is_not_asked_for(string id)
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobNotFoundException>(() => host.Client.GetStatusAsync(id, Cancelled));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_caller_without_rights_is_told_at_once(int statusCode)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Empty(statusCode));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobAccessDeniedException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.Equal((HttpStatusCode)statusCode, failure.StatusCode);
        Assert.Single(server.Requests);
    }
}
