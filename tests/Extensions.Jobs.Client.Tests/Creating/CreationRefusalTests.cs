using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Client.Tests.Creating;

/// <summary>What the server refuses at a creation is told as in process.</summary>
public sealed class CreationRefusalTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, "too-many-jobs", JobLimit.UnfinishedPerOwner)]
    [InlineData(503, "capacity", JobLimit.QueueLength)]
    public async Task A_limit_that_the_server_names_is_told_as_in_process(int statusCode, string type, JobLimit limit)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(statusCode, type, "\"limit\":1000", "Retry-After: 5")
        );
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.Zero);

        var failure = await Assert.ThrowsAsync<JobLimitException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal((limit, 1000, type), (failure.Limit, failure.Value, failure.ProblemType));
        Assert.NotNull(failure.Problem);
    }

    [Fact]
    public async Task A_rate_limit_of_the_host_is_no_limit_of_jobs()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Empty(429));
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.Zero);

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal(HttpStatusCode.TooManyRequests, failure.StatusCode);
        Assert.Null(failure.Problem);
    }

    [Fact]
    public async Task A_key_of_another_input_is_told_as_in_process()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Problem(422, "idempotency-key-reused"));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobKeyReusedException>(() =>
            host.Client.CreateAsync(new PingRequest(), new CreateJobOptions { IdempotencyKey = "k" }, Cancelled)
        );

        Assert.Equal(422, failure.Problem!.Status);
    }

    [Fact]
    public async Task An_input_that_the_server_finds_invalid_is_told_with_each_error()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Problem(
                400,
                "",
                """
                "errors":{"message":["The field message is too short."]}
                """
            )
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobInputException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.False(failure.IsTooLarge);
        Assert.Contains("The field message is too short.", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Problem!.Extensions.ContainsKey("errors"));
    }

    [Fact]
    public async Task An_input_that_is_too_large_is_told_also_when_a_proxy_says_so()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(413, "text/html", "<h1>413 Request Entity Too Large</h1>")
        );
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobInputException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.True(failure.IsTooLarge);
    }

    [Fact]
    public async Task A_key_that_the_server_refuses_is_no_fault_of_the_input()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Problem(400, "idempotency-key-invalid"));
        await using var host = new ClientHost(server.Endpoint);

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal("idempotency-key-invalid", failure.ProblemType);
    }
}
