using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Client.Tests.Waiting;

/// <summary>Following a job where event streams do not get through: by held answers, and where they are not held, by polling.</summary>
public sealed class WatchingWithoutStreamsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static readonly RequestDelegate[] _polls =
    [
        Answers.Status(2, Documents.RunningAt(1), "Retry-After: 2"),
        Answers.Status(4, Documents.RunningAt(2), "Retry-After: 1", "Preference-Applied: wait=30"),
        Answers.Unchanged(4, "Retry-After: 1", "Preference-Applied: wait=30"),
        Answers.Status(9, Documents.Succeeded),
    ];

    private static readonly Dictionary<string, RequestDelegate> _refusals = new()
    {
        ["no route"] = Answers.Empty(404),
        ["no method"] = Answers.Empty(405),
        ["no capacity"] = Answers.Busy("Retry-After: 30"),
        ["too many"] = Answers.Problem(429, "too-many-streams", "\"limit\":100", "Retry-After: 1"),
        ["a page"] = Answers.Text(200, "text/html", "<html>Use a newer browser</html>"),
        ["nothing"] = Answers.Empty(204),
        ["ended at once"] = Answers.Events(),
        ["garbled"] = Answers.Events("retry: 1000\n\n", Documents.Event(2, "{\"id\":")),
    };

    public static TheoryData<string> Refusals() => [.. _refusals.Keys];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_job_is_asked_for_where_the_stream_is_refused(string refusal)
    {
        await using var server = await ScriptedServer.StartAsync([_refusals[refusal], .. _polls]);
        await using var host = new ClientHost(server.Endpoint);

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();
        if (refusal is "ended at once" or "garbled")
        {
            await host.Time.PassAsync(1, 3);
        }

        await host.Time.PassAsync(2, 2);
        await host.Time.PassAsync(1, 1);
        await host.Time.PassAsync(1, 1);

        Assert.Equal([2, 4, 9], (await watching).Select(status => status.Version));
        Assert.Equal(["", "", "wait=30", "wait=30", "wait=30"], server.Requests.Select(request => request["Prefer"]));
        Assert.Equal(
            ["", "", "\"2.1\"", "\"4.1\"", "\"4.1\""],
            server.Requests.Select(request => request["If-None-Match"])
        );
    }

    [Fact]
    public async Task A_job_is_asked_for_where_something_holds_back_that_a_stream_begins()
    {
        await using var server = await ScriptedServer.StartAsync([Answers.Nothing, .. _polls]);
        await using var host = new ClientHost(server.Endpoint);

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();
        await server.NextAsync();
        await host.Time.PassAsync(10, 10);
        await host.Time.PassAsync(2, 2);
        await host.Time.PassAsync(1, 1);
        await host.Time.PassAsync(1, 1);

        Assert.Equal([2, 4, 9], (await watching).Select(status => status.Version));
    }

    [Fact]
    public async Task A_job_is_asked_for_where_something_holds_back_what_a_stream_says()
    {
        await using var server = await ScriptedServer.StartAsync([Answers.EventsThenSilence(), .. _polls]);
        await using var host = new ClientHost(server.Endpoint);

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();
        // The headers come in time, the first word does not.
        await host.Time.NextAsync(10, 10);
        await host.Time.PassAsync(10, 10);
        await host.Time.PassAsync(3, 3);
        await host.Time.PassAsync(2, 2);
        await host.Time.PassAsync(1, 1);
        await host.Time.PassAsync(1, 1);

        Assert.Equal([2, 4, 9], (await watching).Select(status => status.Version));
    }

    [Fact]
    public async Task A_job_is_asked_for_where_streams_are_cut_twice_before_they_begin()
    {
        await using var server = await ScriptedServer.StartAsync([Answers.Cut, _polls[0], Answers.Cut, .. _polls[1..]]);
        await using var host = new ClientHost(server.Endpoint);

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();
        await host.Time.PassAsync(2, 2);
        await host.Time.PassAsync(1, 1);
        await host.Time.PassAsync(1, 1);

        Assert.Equal([2, 4, 9], (await watching).Select(status => status.Version));
    }

    [Fact]
    public async Task Where_versions_do_not_get_through_the_time_of_the_change_tells_what_is_news()
    {
        RequestDelegate Untagged(int percent) =>
            Answers.Text(200, "application/json", Documents.RunningAt(percent), "Retry-After: 1");
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(404),
            Untagged(1),
            Untagged(1),
            Untagged(2),
            Answers.Text(200, "application/json", Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var watching = host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled).AsTask();
        for (var pause = 0; pause < 3; pause++)
        {
            await host.Time.PassAsync(1, 1);
        }

        Assert.Equal([1, 2, 100], (await watching).Select(status => status.Progress));
        Assert.All(server.Requests, request => Assert.Empty(request["Prefer"]));
    }

    [Fact]
    public async Task An_unknown_job_is_told()
    {
        var unknown = Answers.Problem(404, "job-not-found");
        await using var server = await ScriptedServer.StartAsync(unknown, unknown);
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobNotFoundException>(async () =>
            await host.Client.WatchAsync(Documents.Id, Cancelled).ToListAsync(Cancelled)
        );
        await Assert.ThrowsAsync<JobNotFoundException>(async () =>
            await host.Client.WatchAsync("42", Cancelled).ToListAsync(Cancelled)
        );
    }
}
