using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>The job document, and the output, byte for byte.</summary>
public sealed class DocumentTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Fact]
    public async Task The_document_is_written_the_same_whatever_the_host_does_with_JSON()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs
            {
                Stage = Stage.Running,
                Change = status =>
                    status with
                    {
                        Progress = 40,
                        Message = "step 4 of 10",
                        Started = new DateTimeOffset(2026, 11, 24, 12, 0, 1, 250, TimeSpan.FromHours(2)),
                        EstimatedDuration = TimeSpan.FromSeconds(90),
                        Attempt = 2,
                        Issues = [new JobStatusIssue("slow", "net", FakeJobs.Created)],
                    },
            },
            new Setup
            {
                Services = services =>
                    services
                        .AddControllers()
                        .AddJsonOptions(json =>
                        {
                            json.JsonSerializerOptions.PropertyNamingPolicy = null;
                            json.JsonSerializerOptions.WriteIndented = true;
                        }),
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            $$$"""
            {"id":"{{{FakeJobs.Id}}}","type":"ping","status":"running","message":"step 4 of 10","progress":40,
            "created":"2026-11-24T10:00:00Z","started":"2026-11-24T10:00:01.250Z","updated":"2026-11-24T10:00:30Z",
            "estimatedDuration":"PT1M30S","attempt":2,
            "issues":[{"message":"slow","code":"net","at":"2026-11-24T10:00:00Z"}],
            "output":{"state":"pending"},"links":{"self":"{{{Job}}}","events":"{{{Job}}}/events",
            "collection":"/jobs/ping","cancel":"{{{Job}}}/cancel"}}
            """.ReplaceLineEndings(""),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData(Stage.Queued, "self,events,collection,cancel")]
    [InlineData(Stage.Cancelling, "self,events,collection,cancel")]
    [InlineData(Stage.Succeeded, "self,events,collection,output")]
    [InlineData(Stage.OutputDeleted, "self,events,collection")]
    [InlineData(Stage.WithoutOutput, "self,events,collection")]
    [InlineData(Stage.Failed, "self,events,collection")]
    [InlineData(Stage.Cancelled, "self,events,collection")]
    public async Task Links_name_what_can_be_done_now(Stage stage, string links)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("GET", Job);

        var document = await response.ReadJsonAsync();
        Assert.Equal(links.Split(','), document.GetProperty("links").Members());
    }

    [Theory]
    [InlineData(JobErrorTypes.WorkerError, Reading.Types + "worker-error")]
    [InlineData(JobErrorTypes.TimedOut, Reading.Types + "timed-out")]
    [InlineData(JobErrorTypes.WorkerLost, Reading.Types + "worker-lost")]
    [InlineData(JobErrorTypes.OutputTooLarge, Reading.Types + "output-too-large")]
    [InlineData(JobErrorTypes.OutputInvalid, Reading.Types + "output-invalid")]
    [InlineData(JobErrorTypes.InputUnreadable, Reading.Types + "input-unreadable")]
    [InlineData("https://docs.example/quota", "https://docs.example/quota")]
    [InlineData("quota", "quota")]
    [InlineData(null, null)]
    public async Task Types_of_errors_that_are_ours_are_absolute_and_a_workers_stay(string? type, string? expected)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs
            {
                Stage = Stage.Failed,
                Change = status =>
                    status with
                    {
                        Error = new JobStatusError(type, "Quota used up", "It is 5.", "4bf9"),
                    },
            }
        );

        using var status = await app.Client.SendAsync("GET", Job);
        using var output = await app.Client.SendAsync("GET", $"{Job}/output");

        foreach (var response in new[] { status, output })
        {
            var error = (await response.ReadJsonAsync()).GetProperty("error");
            Assert.Equal(expected, error.TryGetProperty("type", out var given) ? given.GetString() : null);
            Assert.Equal("Quota used up", error.GetProperty("title").GetString());
            Assert.Equal("It is 5.", error.GetProperty("detail").GetString());
            Assert.Equal("4bf9", error.GetProperty("traceId").GetString());
        }
    }

    [Fact]
    public async Task The_output_is_sent_as_it_is_stored()
    {
        var stored = " {\"Message\" : \"\\u0070ong\", \"ä\":1e2}\n"u8.ToArray();
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded, Output = stored });

        using var response = await app.Client.SendAsync("GET", $"{Job}/output");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(stored, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("application/xml", 406)]
    [InlineData("application/json;q=0, */*", 406)]
    [InlineData("application/*;q=0.1", 200)]
    [InlineData("application/xml, */*;q=0.1", 200)]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("text/*", 406)]
    [InlineData("application/problem+json", 406)]
    [InlineData(null, 200)]
    public async Task The_output_is_refused_to_who_does_not_take_JSON_only_if_the_host_wants_that(
        string? accept,
        int status
    )
    {
        foreach (var isStrict in new[] { true, false })
        {
            await using var app = await TestApp.StartAsync(
                new FakeJobs { Stage = Stage.Succeeded },
                new Setup
                {
                    Services = services =>
                        services.Configure<MvcOptions>(mvc => mvc.ReturnHttpNotAcceptable = isStrict),
                }
            );
            app.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

            using var response = await app.Client.SendAsync("GET", $"{Job}/output");

            Assert.Equal(isStrict ? status : 200, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("?redirect=true", 303)]
    [InlineData("?redirect=false", 200)]
    [InlineData("?redirect=True", 400)]
    [InlineData("?redirect=0", 400)]
    [InlineData("?redirect=", 400)]
    [InlineData("?redirect", 400)]
    [InlineData("?redirect=true&redirect=true", 400)]
    [InlineData("?other=1", 303)]
    public async Task Redirect_takes_true_or_false_once(string query, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded });

        using var response = await app.Client.SendAsync("GET", Job + query);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
        {
            var problem = await response.ReadProblemAsync(response.StatusCode);
            Assert.Equal(Reading.Types + "invalid-parameter", problem.GetProperty("type").GetString());
            Assert.Equal("redirect", problem.GetProperty("parameter").GetString());
        }
    }

    [Fact]
    public async Task A_type_without_redirects_answers_200()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup { Services = services => services.Configure<JobOptions>("ping", job => job.Redirect = false) }
        );

        foreach (var query in new[] { "", "?redirect=true" })
        {
            using var response = await app.Client.SendAsync("GET", Job + query);

            Assert.Equal(200, (int)response.StatusCode);
            var links = (await response.ReadJsonAsync()).GetProperty("links");
            Assert.Equal($"{Job}/output", links.GetProperty("output").GetString());
        }
    }
}
