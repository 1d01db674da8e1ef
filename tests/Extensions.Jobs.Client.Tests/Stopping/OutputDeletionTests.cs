using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Stopping;

/// <summary>Deleting outputs.</summary>
public sealed class OutputDeletionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleting_an_output_answers_the_job_that_is_left()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Status(12, Documents.Of("succeeded", 9, "deleted"))
        );
        await using var host = new ClientHost(server.Endpoint);

        var left = await host.Client.DeleteOutputAsync(Documents.Id, 9, Cancelled);

        Assert.Equal((JobStatusOutput.Deleted, 12), (left!.Output.State, left.Version));
        Assert.Equal($"DELETE /app/jobs/ping/{Documents.Id}/output", server.Requests[0].ToString());
        Assert.Equal("\"9.o\"", server.Requests[0]["If-Match"]);
        Assert.Equal("return=representation", server.Requests[0]["Prefer"]);
    }

    [Fact]
    public async Task Deleting_an_output_of_a_job_that_is_gone_answers_nothing()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(204),
            Answers.Problem(410, "job-deleted", "\"removed\":\"2026-11-24T12:00:00Z\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        Assert.Null(await host.Client.DeleteOutputAsync(Documents.Id, cancellationToken: Cancelled));
        Assert.Empty(server.Requests[0]["If-Match"]);
    }

    [Fact]
    public async Task An_output_that_is_not_there_yet_cannot_be_deleted()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(409, "job-not-finished", "\"jobStatus\":\"running\""),
            Answers.Status(3, Documents.Running)
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobNotFinishedException>(() =>
            host.Client.DeleteOutputAsync(Documents.Id, cancellationToken: Cancelled)
        );

        Assert.Equal(JobStatus.Running, failure.Status.Status);
    }

    [Fact]
    public async Task An_output_that_comes_while_it_is_deleted_is_deleted()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(409, "job-not-finished", "\"jobStatus\":\"running\""),
            Answers.Status(9, Documents.Succeeded),
            Answers.Status(12, Documents.Of("succeeded", 9, "deleted"))
        );
        await using var host = new ClientHost(server.Endpoint);

        var left = await host.Client.DeleteOutputAsync(Documents.Id, cancellationToken: Cancelled);

        Assert.Equal(JobStatusOutput.Deleted, left!.Output.State);
    }

    [Fact]
    public async Task Another_output_than_was_meant_is_not_deleted()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(412, ""),
            Answers.Status(19, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobChangedException>(() =>
            host.Client.DeleteOutputAsync(Documents.Id, 9, Cancelled)
        );

        Assert.Equal(19, failure.Status.Version);
    }
}
