using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Waiting;

/// <summary>Waiting for the first change after a version that is known.</summary>
public sealed class ChangeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_waited_for_by_the_tag_of_the_known_version()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Unchanged(17, "Retry-After: 1", "Preference-Applied: wait=30"),
            Answers.Status(18, Documents.RunningAt(2))
        );
        await using var host = new ClientHost(server.Endpoint);

        var waiting = host.WaitAsync(knownVersion: 17);
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

        var waiting = host.WaitAsync(2, knownVersion: 17);
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
        await host.WaitAsync(knownVersion: status.Version);

        Assert.Equal("\"17.2\"", server.Requests[1]["If-None-Match"]);
    }
}
