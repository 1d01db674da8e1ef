using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Reading;

/// <summary>Listing the caller's jobs.</summary>
public sealed class ListTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string Page(string links) =>
        $$"""{"items":[{{Documents.Running[..^1]}},"etag":"\"17.1\""},{{Documents.Failed}}],"links":{{links}}}""";

    [Fact]
    public async Task A_page_has_jobs_with_their_versions_and_the_cursor_of_the_next()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", Page("""{"self":"/x","next":"/x?status=running&cursor=a%2Bb_c"}""")),
            Answers.Text(200, "application/json", Page("""{"self":"/x"}"""))
        );
        await using var host = new ClientHost(server.Endpoint);

        var page = await host.Client.ListAsync(new JobListQuery(), Cancelled);
        var last = await host.Client.ListAsync(new JobListQuery { Cursor = page.Next }, Cancelled);

        Assert.Equal(
            [(JobStatus.Running, 17), (JobStatus.Failed, 0)],
            page.Items.Select(job => (job.Status, job.Version))
        );
        Assert.Equal("a+b_c", page.Next);
        Assert.Null(last.Next);
        Assert.Equal("GET /app/jobs/ping", server.Requests[0].ToString());
        Assert.Equal("GET /app/jobs/ping?cursor=a%2Bb_c", server.Requests[1].ToString());
    }

    [Fact]
    public async Task Filters_are_sent_as_the_contract_spells_them()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", """{"items":[]}"""),
            Answers.Text(200, "application/json", """{"items":[]}""")
        );
        await using var host = new ClientHost(server.Endpoint);
        var from = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(2));

        await host.Client.ListAsync(
            new JobListQuery
            {
                Status = [JobStatus.Queued, JobStatus.Running],
                CreatedFrom = from,
                CreatedTo = from.AddMilliseconds(1500),
                Limit = 10,
            },
            Cancelled
        );
        await host.Client.ListAsync(new JobListQuery { CreatedTo = from }, Cancelled);

        Assert.Equal(
            [
                "/app/jobs/ping?status=queued&status=running&created=2026-11-24T10:00:00Z/2026-11-24T10:00:01.5Z&limit=10",
                "/app/jobs/ping?created=../2026-11-24T10:00:00Z",
            ],
            server.Requests.Select(request => Uri.UnescapeDataString(request.Target))
        );
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_told_as_in_process()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(400, "invalid-cursor", "\"parameter\":\"cursor\"")
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Client.ListAsync(new JobListQuery { Cursor = "x" }, Cancelled)
        );

        Assert.Contains("The detail.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("4bf9", Assert.IsType<JobAnswerException>(failure.InnerException).Problem!.TraceId);
    }

    [Fact]
    public async Task A_page_of_no_jobs_is_refused_at_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            host.Client.ListAsync(new JobListQuery { Limit = 0 }, Cancelled)
        );

        Assert.Empty(server.Requests);
    }
}
