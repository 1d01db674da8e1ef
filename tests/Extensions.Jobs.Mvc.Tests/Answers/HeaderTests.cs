using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>The headers of each answer: those that must be there, and those that must not.</summary>
public sealed class HeaderTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";
    private const string Monitor = $"<{Job}>; rel=\"monitor\"";
    private const string Kept = "Wed, 25 Nov 2026 10:00:00 GMT";

    [Theory]
    [InlineData("POST", "/jobs/ping", Stage.Queued, 202, "no-store", "10", Monitor, Job, Job, "Prefer", null)]
    [InlineData("POST", "/jobs/ping", Stage.Succeeded, 202, "no-store", null, Monitor, Job, Job, "Prefer", null)]
    [InlineData("GET", Job, Stage.Queued, 200, "private, no-cache", "10", null, null, null, "Prefer", null)]
    [InlineData("GET", Job, Stage.Cancelling, 200, "private, no-cache", "10", null, null, null, "Prefer", null)]
    [InlineData("GET", Job, Stage.Failed, 200, "private, no-cache", null, null, null, null, "Prefer", Kept)]
    [InlineData("GET", Job, Stage.Succeeded, 303, "no-store", null, null, $"{Job}/output", null, "Prefer", Kept)]
    [InlineData(
        "GET",
        $"{Job}?redirect=false",
        Stage.Succeeded,
        200,
        "private, no-cache",
        null,
        null,
        null,
        null,
        "Prefer",
        Kept
    )]
    [InlineData("GET", Job, Stage.Deleted, 410, "no-store", null, null, null, null, "Prefer", null)]
    [InlineData("GET", Job, Stage.Unknown, 404, "no-store", null, null, null, null, "Prefer", null)]
    [InlineData(
        "GET",
        $"{Job}/output",
        Stage.Succeeded,
        200,
        "private, no-cache",
        null,
        Monitor,
        null,
        null,
        "Prefer",
        Kept
    )]
    [InlineData("GET", $"{Job}/output", Stage.WithoutOutput, 204, "no-store", null, null, null, null, "Prefer", null)]
    [InlineData("GET", $"{Job}/output", Stage.Running, 404, "no-store", "10", Monitor, null, null, "Prefer", null)]
    [InlineData("GET", $"{Job}/output", Stage.Failed, 404, "no-store", null, Monitor, null, null, "Prefer", null)]
    [InlineData("GET", $"{Job}/output", Stage.OutputDeleted, 410, "no-store", null, null, null, null, "Prefer", null)]
    [InlineData("DELETE", Job, Stage.Queued, 204, "no-store", null, null, null, null, null, null)]
    [InlineData("DELETE", Job, Stage.Running, 202, "no-store", "10", Monitor, null, Job, null, null)]
    [InlineData("DELETE", $"{Job}/output", Stage.Succeeded, 204, "no-store", null, null, null, null, null, null)]
    [InlineData("DELETE", $"{Job}/output", Stage.Running, 409, "no-store", "10", Monitor, null, null, null, null)]
    [InlineData("POST", $"{Job}/cancel", Stage.Queued, 200, "no-store", null, null, null, null, null, null)]
    [InlineData("POST", $"{Job}/cancel", Stage.Running, 202, "no-store", "10", Monitor, null, Job, null, null)]
    [InlineData("POST", $"{Job}/cancel", Stage.Failed, 409, "no-store", null, Monitor, null, null, null, null)]
    public async Task Every_answer_has_its_headers_and_no_others(
        string method,
        string path,
        Stage stage,
        int status,
        string cacheControl,
        string? retryAfter,
        string? link,
        string? location,
        string? contentLocation,
        string? vary,
        string? sunset
    )
    {
        await using var app = await StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync(
            method,
            path,
            path == "/jobs/ping" ? Reading.Json("""{"message":"hello"}""") : null
        );

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(cacheControl, response.Header("Cache-Control"));
        Assert.Equal(retryAfter, response.Header("Retry-After"));
        Assert.Equal(link, response.Header("Link"));
        Assert.Equal(location, response.Header("Location"));
        Assert.Equal(contentLocation, response.Header("Content-Location"));
        Assert.Equal(vary, response.Header("Vary"));
        Assert.Equal(sunset, response.Header("Sunset"));
    }

    [Fact]
    public async Task A_refused_creation_does_not_vary_by_preferences()
    {
        await using var app = await StartAsync(new FakeJobs());

        using var response = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("{}"));

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Null(response.Header("Vary"));
    }

    [Theory]
    [InlineData(12.3, "13")]
    [InlineData(0.2, "1")]
    [InlineData(3600.0, "30")]
    [InlineData(-5.0, "10")]
    [InlineData(null, "10")]
    public async Task Retry_After_is_what_is_left_by_the_estimate_or_a_tenth_of_the_age(double? left, string expected)
    {
        var now = FakeJobs.Created.AddSeconds(100);
        await using var app = await StartAsync(
            new FakeJobs
            {
                Stage = Stage.Running,
                Change = status =>
                    status with
                    {
                        EstimatedCompletion = left is { } seconds ? now.AddSeconds(seconds) : null,
                    },
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal(expected, response.Header("Retry-After"));
    }

    [Fact]
    public async Task Retry_After_is_never_more_than_was_left_when_the_job_was_written_by_whatever_clock()
    {
        var written = FakeJobs.Created.AddSeconds(100).AddMilliseconds(5);
        await using var app = await StartAsync(
            new FakeJobs
            {
                Stage = Stage.Running,
                Change = status => status with { Updated = written, EstimatedCompletion = written.AddSeconds(7) },
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal("7", response.Header("Retry-After"));
    }

    [Fact]
    public async Task Retry_After_stays_within_the_bounds_of_the_options()
    {
        await using var app = await StartAsync(
            new FakeJobs { Stage = Stage.Running },
            options => (options.MinRetryAfter, options.MaxRetryAfter) = (3, 7)
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal("7", response.Header("Retry-After"));
    }

    /// <summary>A hundred seconds after the job was created.</summary>
    private static Task<TestApp> StartAsync(FakeJobs jobs, Action<JobsOptions>? configure = null) =>
        TestApp.StartAsync(
            jobs,
            new Setup
            {
                Services = services =>
                {
                    services.AddJobs(configure);
                    services.AddSingleton<TimeProvider>(new FakeTimeProvider(FakeJobs.Created.AddSeconds(100)));
                },
            }
        );
}
