using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Creating;

/// <summary>A creation that is answered without the job document, as <c>Prefer: return=minimal</c> asks.</summary>
public sealed class CreationWithoutDocumentTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"/inside/jobs/ping/{Documents.Id}")]
    [InlineData($"https://elsewhere.example/jobs/ping/{Documents.Id}")]
    public async Task The_job_is_the_one_that_Location_names_and_is_asked_for_at_the_endpoint(string location)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(202, $"Location: {location}"),
            Answers.Status(2, Documents.Running)
        );
        await using var host = new ClientHost(server.Endpoint);

        var job = await host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);

        Assert.Equal((Documents.Id, JobStatus.Running), (job.Id, job.Status));
        Assert.Equal($"GET /app/jobs/ping/{Documents.Id}?redirect=false", server.Requests[1].ToString());
    }

    [Theory]
    [InlineData("Location: /jobs/ping/42")]
    [InlineData("X-Nothing: 1")]
    public async Task Without_a_job_in_Location_it_is_no_answer(string header)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Empty(202, header));
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );
    }
}
