using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Stopping;

/// <summary>Cancelling and deleting jobs.</summary>
public sealed class StoppingTests
{
    private const string Removed = "\"removed\":\"2026-11-24T12:00:00Z\"";

    private static readonly string _cancelling = Documents.Of(
        "cancelling",
        5,
        more: "\"deleteRequested\":\"2026-11-24T10:00:05Z\""
    );

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, JobStatus.Cancelled)]
    [InlineData(202, JobStatus.Cancelling)]
    public async Task Cancelling_answers_whether_the_job_has_stopped(int statusCode, string status)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(statusCode, "application/json", Documents.Of(status))
        );
        await using var host = new ClientHost(server.Endpoint);

        var job = await host.Client.CancelAsync(Documents.Id, Cancelled);

        Assert.Equal(status, job.Status);
        Assert.Equal($"POST /app/jobs/ping/{Documents.Id}/cancel", server.Requests[0].ToString());
    }

    [Fact]
    public async Task A_finished_job_cannot_be_cancelled()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(409, "job-finished", "\"jobStatus\":\"succeeded\""),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobFinishedException>(() =>
            host.Client.CancelAsync(Documents.Id, Cancelled)
        );

        Assert.Equal(JobStatus.Succeeded, failure.Status.Status);
        Assert.Equal(409, failure.Problem!.Status);
    }

    [Fact]
    public async Task Deleting_answers_nothing_when_the_job_is_gone_and_the_job_while_it_stops()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(204),
            Answers.Text(202, "application/json", _cancelling)
        );
        await using var host = new ClientHost(server.Endpoint);

        var gone = await host.Client.DeleteAsync(Documents.Id, cancellationToken: Cancelled);
        var stopping = await host.Client.DeleteAsync(Documents.Id, 4, Cancelled);

        Assert.Null(gone);
        Assert.Equal(JobStatus.Cancelling, stopping!.Status);
        Assert.All(
            server.Requests,
            request => Assert.Equal($"DELETE /app/jobs/ping/{Documents.Id}", request.ToString())
        );
        Assert.Equal(["", "\"4.1\""], server.Requests.Select(request => request["If-Match"]));
    }

    [Fact]
    public async Task A_job_that_has_changed_is_not_deleted()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(412, ""),
            Answers.Status(5, Documents.RunningAt(50))
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobChangedException>(() =>
            host.Client.DeleteAsync(Documents.Id, 4, Cancelled)
        );

        Assert.Equal(5, failure.Status.Version);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_does_not_take_its_own_change_for_anothers()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Cut,
            Answers.Problem(412, ""),
            Answers.Status(5, _cancelling)
        );
        await using var host = new ClientHost(server.Endpoint);

        var deleting = host.Client.DeleteAsync(Documents.Id, 4, Cancelled);
        await host.Time.PassRetryAsync();
        var stopping = await deleting;

        Assert.Equal(5, stopping!.Version);
    }

    [Fact]
    public async Task A_deletion_that_meets_another_is_done()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(412, ""),
            Answers.Problem(410, "job-deleted", Removed)
        );
        await using var host = new ClientHost(server.Endpoint);

        Assert.Null(await host.Client.DeleteAsync(Documents.Id, 4, Cancelled));
    }

    [Fact]
    public async Task Only_jobs_of_the_caller_can_be_deleted()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Problem(404, "job-not-found"));
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobNotFoundException>(() =>
            host.Client.DeleteAsync(Documents.Id, cancellationToken: Cancelled)
        );
    }
}
