using System.Net;
using Extensions.Jobs.Client.Tests.Scripted;
using Extensions.Jobs.Providers;
using Moq;

namespace Extensions.Jobs.Client.Tests;

/// <summary>What is sent to create a job, and what comes of each answer.</summary>
public sealed class CreationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_posted_as_JSON_with_a_key_of_its_own()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Created(Documents.Queued),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var job = await host.Client.CreateAsync(new PingRequest("hello"), cancellationToken: Cancelled);
        await host.Client.CreateAsync(new PingRequest("hello"), cancellationToken: Cancelled);

        Assert.Equal((Documents.Id, JobStatus.Queued, 0), (job.Id, job.Status, job.Version));
        Assert.All(server.Requests, request => Assert.Equal("POST /app/jobs/ping", request.ToString()));
        Assert.All(server.Requests, request => Assert.Equal("""{"message":"hello"}""", request.Body));
        Assert.All(server.Requests, request => Assert.Equal("application/json", request["Content-Type"]));
        Assert.Matches("^\"[0-9a-f]{32}\"$", server.Requests[0]["Idempotency-Key"]);
        Assert.NotEqual(server.Requests[0]["Idempotency-Key"], server.Requests[1]["Idempotency-Key"]);
    }

    [Fact]
    public async Task The_callers_key_is_sent_as_a_quoted_string()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Created(Documents.Queued));
        await using var host = new ClientHost(server.Endpoint);

        await host.Client.CreateAsync(
            new PingRequest(),
            new CreateJobOptions { IdempotencyKey = """order 7 "b"\c""" },
            Cancelled
        );

        Assert.Equal(""" "order 7 \"b\"\\c" """.Trim(), server.Requests[0]["Idempotency-Key"]);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_sent_again_with_the_same_key()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Cut,
            Answers.CutAfter("""{"id":"""),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassRetryAsync();
        await host.Time.PassAsync(0.8, 1.2);
        var job = await creating;

        Assert.Equal(Documents.Id, job.Id);
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request["Idempotency-Key"]).Distinct());
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_server_without_capacity_is_asked_again_when_it_wants()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Busy("Retry-After: 7"),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassAsync(7, 8.4);

        Assert.Equal(Documents.Id, (await creating).Id);
    }

    [Fact]
    public async Task A_proxy_may_say_by_a_date_when_it_wants_to_be_asked_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Text(
                503,
                "text/html",
                "<h1>Down</h1>",
                "Date: Tue, 24 Nov 2026 10:00:00 GMT",
                "Retry-After: Tue, 24 Nov 2026 10:00:20 GMT"
            ),
            Answers.Created(Documents.Queued)
        );
        await using var host = new ClientHost(server.Endpoint);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassAsync(20, 24);

        Assert.Equal(Documents.Id, (await creating).Id);
    }

    [Fact]
    public async Task A_server_that_stays_without_capacity_is_given_up_with_what_it_said()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Busy("Retry-After: 30"));
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.FromSeconds(20));

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Equal((TimeSpan.FromSeconds(30), "capacity"), (failure.RetryAfter, failure.ProblemType));
        Assert.Equal(
            ("https://docs.example/problems#capacity", "The title", 503, "The detail.", "/jobs/ping/x", "4bf9"),
            (
                failure.Problem!.Type,
                failure.Problem.Title,
                failure.Problem.Status,
                failure.Problem.Detail,
                failure.Problem.Instance,
                failure.Problem.TraceId
            )
        );
        Assert.Contains("The title: The detail", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_given_up_after_the_retry_time()
    {
        await using var server = await ScriptedServer.StartAsync();
        await server.StopAsync();
        await using var host = new ClientHost(server.Endpoint, options => options.RetryTime = TimeSpan.FromSeconds(1));

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassRetryAsync();
        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() => creating);

        Assert.Null(failure.StatusCode);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

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

    public static TheoryData<CreateJobOptions> OnlyInProcess() =>
        [
            new CreateJobOptions { Due = DateTimeOffset.UnixEpoch },
            new CreateJobOptions { Priority = JobPriority.High },
            new CreateJobOptions { Owner = "somebody" },
            new CreateJobOptions { Transaction = Mock.Of<System.Data.Common.DbTransaction>() },
        ];

    [Theory]
    [MemberData(nameof(OnlyInProcess))]
    public async Task What_the_server_alone_decides_is_refused(CreateJobOptions options)
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            host.Client.CreateAsync(new PingRequest(), options, Cancelled)
        );

        Assert.Throws<NotSupportedException>(() => host.Client.For("somebody"));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("clé")]
    [InlineData("a\nb")]
    public async Task A_key_that_no_server_takes_is_refused_at_once(string key)
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(server.Endpoint);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Client.CreateAsync(new PingRequest(), new CreateJobOptions { IdempotencyKey = key }, Cancelled)
        );

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_input_that_cannot_be_written_is_refused_at_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var host = new ClientHost(
            server.Endpoint,
            options => options.SerializerOptions.Converters.Add(new Unwritable())
        );

        var failure = await Assert.ThrowsAsync<JobInputException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.Equal("input-invalid", failure.ProblemType);
        await Assert.ThrowsAsync<ArgumentNullException>(() =>
            host.Client.CreateAsync(null!, cancellationToken: Cancelled)
        );
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_of_a_failure_but_of_that()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Nothing);
        await using var host = new ClientHost(server.Endpoint);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: giveUp.Token);
        await server.NextAsync();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.Single(server.Requests);
    }

    private sealed class Unwritable : System.Text.Json.Serialization.JsonConverter<PingRequest>
    {
        public override PingRequest Read(
            ref System.Text.Json.Utf8JsonReader reader,
            Type typeToConvert,
            System.Text.Json.JsonSerializerOptions options
        ) => throw new InvalidOperationException();

        public override void Write(
            System.Text.Json.Utf8JsonWriter writer,
            PingRequest value,
            System.Text.Json.JsonSerializerOptions options
        ) => throw new InvalidOperationException("a getter failed");
    }
}
