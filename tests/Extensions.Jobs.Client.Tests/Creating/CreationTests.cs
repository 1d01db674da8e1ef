using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Extensions.Jobs.Client.Tests.Scripted;
using Moq;

namespace Extensions.Jobs.Client.Tests.Creating;

/// <summary>What is sent to create a job, and what is refused before that.</summary>
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

    public static TheoryData<CreateJobOptions> OnlyInProcess() =>
        [
            new CreateJobOptions { Due = DateTimeOffset.UnixEpoch },
            new CreateJobOptions { Priority = JobPriority.High },
            new CreateJobOptions { Owner = "somebody" },
            new CreateJobOptions { Transaction = Mock.Of<DbTransaction>() },
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

    private sealed class Unwritable : JsonConverter<PingRequest>
    {
        public override PingRequest Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => throw new InvalidOperationException();

        public override void Write(Utf8JsonWriter writer, PingRequest value, JsonSerializerOptions options) =>
            throw new InvalidOperationException("a getter failed");
    }
}
