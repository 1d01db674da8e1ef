using System.Text.Json;
using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Reading;

/// <summary>Reading outputs.</summary>
public sealed class OutputTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_output_is_read_with_its_version_and_the_status_of_the_job()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", """{"message":"pong"}""", "ETag: \"9.o\""),
            Answers.Status(11, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var output = await host.Client.GetOutputAsync(Documents.Id, Cancelled);

        Assert.Equal(new PingResponse("pong"), output.Value);
        Assert.Equal("""{"message":"pong"}"""u8, output.Json.Span);
        Assert.Equal((9, 11), (output.Version, output.Status.Version));
        Assert.Equal($"GET /app/jobs/ping/{Documents.Id}/output", server.Requests[0].ToString());
    }

    [Theory]
    [InlineData("""{"message":"po""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task An_output_that_cannot_be_read_is_told_when_it_is_read(string json)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(200, "application/json", json),
            Answers.Status(11, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var output = await host.Client.GetOutputAsync(Documents.Id, Cancelled);

        Assert.Throws<JsonException>(() => output.Value);
    }

    [Fact]
    public async Task An_output_that_is_cut_is_read_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.CutAfter("""{"message":"""),
            Answers.Text(200, "application/json", """{"message":"pong"}"""),
            Answers.Status(11, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var reading = host.Client.GetOutputAsync(Documents.Id, Cancelled);
        await host.Time.PassRetryAsync();

        Assert.Equal(new PingResponse("pong"), (await reading).Value);
    }

    [Fact]
    public async Task A_job_without_output_has_an_empty_one()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(204),
            Answers.Status(9, Documents.Of("succeeded", 9, "none"))
        );
        await using var host = new ClientHost(server.Endpoint);

        var output = await host.Client.GetOutputAsync(Documents.Id, Cancelled);

        Assert.True(output.Json.IsEmpty);
        Assert.Null(output.Value);
    }

    [Fact]
    public async Task An_output_that_is_not_ready_is_told_with_the_job_as_it_is()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(404, "output-not-ready", "\"jobStatus\":\"running\"", "Retry-After: 1"),
            Answers.Status(3, Documents.RunningAt(40))
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobOutputException>(() =>
            host.Client.GetOutputAsync(Documents.Id, Cancelled)
        );

        Assert.Equal(("output-not-ready", 40), (failure.ProblemType, failure.Status.Progress));
        Assert.NotNull(failure.Problem);
    }

    [Fact]
    public async Task An_output_that_becomes_ready_while_it_is_asked_for_is_read()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(404, "output-not-ready", "\"jobStatus\":\"running\""),
            Answers.Status(9, Documents.Succeeded),
            Answers.Text(200, "application/json", """{"message":"pong"}"""),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var output = await host.Client.GetOutputAsync(Documents.Id, Cancelled);

        Assert.Equal(new PingResponse("pong"), output.Value);
    }

    [Fact]
    public async Task A_failed_job_is_told_with_its_error()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(404, "output-unavailable", "\"jobStatus\":\"failed\""),
            Answers.Status(9, Documents.Failed)
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobOutputException>(() =>
            host.Client.GetOutputAsync(Documents.Id, Cancelled)
        );

        Assert.Equal(("output-unavailable", "Quota used up"), (failure.ProblemType, failure.Status.Error!.Title));
    }

    [Fact]
    public async Task A_deleted_output_is_told_with_the_time()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(410, "output-deleted", "\"removed\":\"2026-11-24T12:00:00Z\""),
            Answers.Status(12, Documents.Of("succeeded", 9, "deleted"))
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobOutputException>(() =>
            host.Client.GetOutputAsync(Documents.Id, Cancelled)
        );

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), failure.Deleted);
    }
}
