using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Connecting;

/// <summary>An answer that is not the API's, or is damaged, is told clearly, and nothing is made of it.</summary>
public sealed class ForeignAnswerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<int, string?, string> Foreign() =>
        new()
        {
            { 200, "text/html", "<html>Sign in</html>" },
            { 200, null, "" },
            { 200, "application/json", "" },
            { 200, "application/json", "null" },
            { 200, "application/json", "[]" },
            { 200, "application/json", "{}" },
            { 200, "application/json", "17" },
            { 200, "application/json", "{\"id\":\"x\",\"type\":\"ping\"" },
            { 200, "application/json", Documents.Of("running", more: "\"progress\":\"much\"") },
            { 200, "application/json", Documents.Of("running", more: "\"started\":\"yesterday\"") },
            { 200, "application/json", Documents.Of("running", more: "\"estimatedDuration\":7") },
            { 200, "application/json", Documents.Of("failed", more: "\"error\":{}") },
            { 200, "application/json", Documents.Of("failed", more: "\"error\":{\"title\":null}") },
            { 200, "application/json", Documents.Of("running", more: "\"issues\":[null]") },
            { 200, "application/json", Documents.Running.Replace("\"running\"", "null", StringComparison.Ordinal) },
            { 200, "application/json", Documents.Running.Replace("\"pending\"", "null", StringComparison.Ordinal) },
            { 200, "application/json", Documents.Running.Replace("running", "\\ud800", StringComparison.Ordinal) },
            { 204, null, "" },
            { 304, null, "" },
            { 404, "text/html", "<html>Not here</html>" },
            { 404, "application/problem+json", "{\"type\":17,\"title\":[],\"status\":\"404\",\"errors\":null}" },
            { 404, "application/problem+json", "{\"type\":" },
            { 404, "application/problem+json", "{\"type\":\"\\ud800\"}" },
            { 404, "application/json", "\"job-not-found\"" },
            { 405, null, "" },
            { 410, null, "" },
            { 500, "application/problem+json", "{\"title\":\"An error occurred\",\"status\":500}" },
        };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task It_is_told_with_its_status_and_what_was_asked(int statusCode, string? mediaType, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Text(statusCode, mediaType, body));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.Equal((HttpStatusCode)statusCode, failure.StatusCode);
        Assert.StartsWith($"GET {server.Endpoint}/{Documents.Id}", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_beginning_of_a_page_is_told_on_one_line()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(404, "text/html", "<html>\r\nNo such site" + new string('.', 1000))
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.Contains("(text/html): <html>  No such site", failure.Message, StringComparison.Ordinal);
        Assert.Contains("is the address of the endpoint right?", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 600);
    }

    [Fact]
    public async Task A_fault_of_the_server_is_not_blamed_on_the_address()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Empty(500));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.EndsWith(
            "with 500. The server has failed: its log says why.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_its_aim_is_told(int statusCode)
    {
        await using var elsewhere = await ScriptedServer.StartAsync();
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(statusCode, $"Location: {elsewhere.Endpoint}")
        );
        await using var host = new ClientHost(
            server.Endpoint,
            http: http => http.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler())
        );

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Contains(elsewhere.Endpoint.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_route_that_may_be_turned_off_is_told_with_its_option()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Empty(404),
            Answers.Text(405, "application/problem+json", """{"title":"The method is not allowed","status":405}""")
        );
        await using var host = new ClientHost(server.Endpoint);

        var cancelling = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.CancelAsync(Documents.Id, Cancelled)
        );
        var listing = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.ListAsync(new JobListQuery(), Cancelled)
        );

        Assert.Contains("JobOptions.Cancel = false", cancelling.Message, StringComparison.Ordinal);
        Assert.Contains("JobOptions.List = false", listing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_and_an_output_are_told_alike()
    {
        var page = Answers.Text(200, "text/html", "<html>Sign in</html>");
        await using var server = await ScriptedServer.StartAsync(page, page, page, page, page, page);
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobAnswerException>(() => host.Client.ListAsync(new JobListQuery(), Cancelled));
        await Assert.ThrowsAsync<JobAnswerException>(() => host.Client.GetOutputAsync(Documents.Id, Cancelled));
        await Assert.ThrowsAsync<JobAnswerException>(() => host.Client.CancelAsync(Documents.Id, Cancelled));
        await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.DeleteAsync(Documents.Id, cancellationToken: Cancelled)
        );
        await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.DeleteOutputAsync(Documents.Id, cancellationToken: Cancelled)
        );
        await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"items":{}}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"items":[17]}""")]
    [InlineData("""{"items":[],"links":{"next":"/jobs/ping?page=2"}}""")]
    public async Task A_list_that_is_none_is_told(string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Text(200, "application/json", body));
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<JobAnswerException>(() => host.Client.ListAsync(new JobListQuery(), Cancelled));
    }
}
