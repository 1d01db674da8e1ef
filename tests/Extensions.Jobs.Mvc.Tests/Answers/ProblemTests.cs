using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Extensions.Jobs.Providers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>What stands in problems, and which exception of the client becomes which.</summary>
public sealed class ProblemTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    public static TheoryData<string> Refusals() => [.. _refusals.Keys];

    private static readonly Dictionary<
        string,
        (Exception Thrown, int Status, string Type, bool IsTemporary)
    > _refusals = new()
    {
        ["store"] = (new JobStoreException("disk /secret full"), 503, Reading.Types + "capacity", true),
        ["queue"] = (new JobLimitException(JobLimit.QueueLength, 5), 503, Reading.Types + "capacity", true),
        ["owner"] = (new JobLimitException(JobLimit.UnfinishedPerOwner, 5), 429, Reading.Types + "too-many-jobs", true),
        ["key"] = (new JobKeyReusedException(), 422, Reading.Types + "idempotency-key-reused", false),
        ["large"] = (new JobInputException("PingRequest", isTooLarge: true), 413, Rfc(14), false),
        ["input"] = (new JobInputException("PingRequest /secret"), 400, Rfc(1), false),
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_client_refuses_is_a_problem_without_its_message(string name)
    {
        var (thrown, status, type, isTemporary) = _refusals[name];
        await using var app = await TestApp.StartAsync(new FakeJobs { Failure = thrown });

        using var response = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));

        var problem = await response.ReadProblemAsync((HttpStatusCode)status);
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.Equal(
            isTemporary,
            response.Header("Retry-After") is { } seconds && int.Parse(seconds, null) is >= 15 and <= 30
        );
        Assert.Equal(status == 429, problem.TryGetProperty("limit", out var limit) && limit.GetInt32() == 5);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("PingRequest", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", Job)]
    [InlineData("GET", $"{Job}/output")]
    [InlineData("DELETE", Job)]
    [InlineData("DELETE", $"{Job}/output")]
    [InlineData("POST", $"{Job}/cancel")]
    public async Task A_store_that_is_down_is_503_on_every_route_and_logged(string method, string path)
    {
        var failure = new JobStoreException("The disk is full.");
        await using var app = await TestApp.StartAsync(new FakeJobs { Failure = failure });

        using var response = await app.Client.SendAsync(method, path);

        await response.ReadProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(response.Header("Retry-After"));
        Assert.Contains(app.Logs, log => log.Level == LogLevel.Warning && log.Exception == failure);
    }

    [Fact]
    public async Task Any_other_exception_is_the_hosts()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Failure = new InvalidOperationException("A fault.") }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Stage.Deleted, "", "removed")]
    [InlineData(Stage.Expired, "/output", "removed")]
    [InlineData(Stage.OutputDeleted, "/output", "removed")]
    [InlineData(Stage.Running, "/output", "jobStatus")]
    [InlineData(Stage.Failed, "/output", "jobStatus,error")]
    [InlineData(Stage.Cancelled, "/output", "jobStatus")]
    [InlineData(Stage.Unknown, "", "")]
    public async Task A_problem_has_the_members_of_its_type_and_no_others(Stage stage, string path, string members)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("GET", Job + path);

        var problem = await response.ReadProblemAsync(response.StatusCode);
        string[] expected = ["type", "title", "status", "instance", "traceId"];
        Assert.Equal([.. expected, .. members.Split(',', StringSplitOptions.RemoveEmptyEntries)], problem.Members());
        if (members == "removed")
        {
            Assert.Equal("2026-11-24T10:05:00Z", problem.GetProperty("removed").GetString());
        }
    }

    [Theory]
    [InlineData("0193f5c7a5b07d5e9f3c2b1a09876544")]
    [InlineData("0193F5C7A5B07D5E9F3C2B1A09876543")]
    [InlineData("0193f5c7-a5b0-7d5e-9f3c-2b1a09876543")]
    [InlineData("1")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%A4%20%25")]
    public async Task An_id_that_nobody_has_is_404_on_every_route(string id)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded });

        foreach (var route in new[] { "GET ", "GET /output", "DELETE ", "DELETE /output", "POST /cancel" })
        {
            var (method, rest) = (route.Split(' ')[0], route.Split(' ')[1]);
            using var response = await app.Client.SendAsync(method, $"/jobs/ping/{id}{rest}");

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            var problem = await response.ReadJsonAsync();
            Assert.Equal(Reading.Types + "job-not-found", problem.GetProperty("type").GetString());
            Assert.Equal($"/jobs/ping/{id}{rest}", problem.GetProperty("instance").GetString());
            Assert.Null(response.Header("Retry-After"));
        }
    }

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("nonsense")]
    public async Task A_problem_is_sent_whatever_is_accepted(string accept)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Unknown },
            new Setup
            {
                Services = services =>
                {
                    services.AddProblemDetails(problems =>
                        problems.CustomizeProblemDetails = each => each.ProblemDetails.Title = "?"
                    );
                    services.Configure<MvcOptions>(mvc => mvc.ReturnHttpNotAcceptable = true);
                },
            }
        );
        app.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        using var response = await app.Client.SendAsync("GET", Job);

        var problem = await response.ReadProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal("There is no such job", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_trace_id_is_that_of_the_callers_trace()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Unknown });
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        app.Client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        using var response = await app.Client.SendAsync("GET", Job);

        var problem = await response.ReadProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(trace, problem.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Types_of_problems_stand_behind_the_base_of_the_options()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Unknown },
            new Setup
            {
                Services = services =>
                    services.AddJobs(jobs => jobs.ProblemTypeBase = new Uri("https://docs.example/problems/")),
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        var problem = await response.ReadProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal("https://docs.example/problems/job-not-found", problem.GetProperty("type").GetString());
    }

    private static string Rfc(int section) => $"https://tools.ietf.org/html/rfc9110#section-15.5.{section}";
}
