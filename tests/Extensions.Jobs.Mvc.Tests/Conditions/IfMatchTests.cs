using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Conditions;

/// <summary>What has changed since the caller looked is not deleted.</summary>
public sealed class IfMatchTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData("\"9.1\"", 204)]
    [InlineData("*", 204)]
    [InlineData("\"1.1\", \"9.1\"", 204)]
    [InlineData("\"8.1\"", 412)]
    [InlineData("\"8.o\"", 412)]
    [InlineData("\"9.o\"", 412)]
    [InlineData("W/\"9.1\"", 412)]
    [InlineData("9.1", 412)]
    [InlineData("\"9.1", 412)]
    public async Task A_job_is_deleted_only_as_it_was_seen(string tag, int status)
    {
        var jobs = new FakeJobs { Stage = Stage.Failed };
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await app.Client.SendAsync("DELETE", Job, null, ("If-Match", tag));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 204 ? Stage.Deleted : Stage.Failed, jobs.Stage);
        if (status == 412)
        {
            await response.ReadProblemAsync(response.StatusCode);
        }
    }

    [Fact]
    public async Task An_empty_condition_is_not_fulfilled()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Failed },
            new() { IsOnSocket = true }
        );

        var answer = await RawHttp.SendAsync(app.Client.BaseAddress!, $"DELETE {Job} HTTP/1.1\nIf-Match:");

        Assert.StartsWith("HTTP/1.1 412", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stage.Deleted, 204)]
    [InlineData(Stage.Expired, 204)]
    [InlineData(Stage.Unknown, 404)]
    [InlineData(Stage.Running, 412)]
    public async Task What_is_gone_or_unknown_comes_before_the_condition(Stage stage, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("DELETE", Job, null, ("If-Match", "\"1.1\""));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("\"8.o\"", 204)]
    [InlineData("\"7.o\", \"8.o\"", 204)]
    [InlineData("*", 204)]
    [InlineData("\"9.1\"", 412)]
    [InlineData("\"8.1\"", 412)]
    [InlineData("W/\"8.o\"", 412)]
    [InlineData("8.o", 412)]
    public async Task An_output_is_deleted_only_as_it_was_seen(string tag, int status)
    {
        var jobs = new FakeJobs { Stage = Stage.Succeeded };
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await app.Client.SendAsync("DELETE", $"{Job}/output", null, ("If-Match", tag));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 204 ? Stage.OutputDeleted : Stage.Succeeded, jobs.Stage);
    }

    [Theory]
    [InlineData(Stage.Running, 409)]
    [InlineData(Stage.OutputDeleted, 204)]
    [InlineData(Stage.WithoutOutput, 204)]
    [InlineData(Stage.Failed, 204)]
    [InlineData(Stage.Deleted, 204)]
    [InlineData(Stage.Unknown, 404)]
    public async Task A_job_that_has_not_ended_or_has_no_output_comes_before_the_condition(Stage stage, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("DELETE", $"{Job}/output", null, ("If-Match", "\"1.o\""));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("?redirect=false", "\"9.1\"", 200)]
    [InlineData("?redirect=false", "*", 200)]
    [InlineData("?redirect=false", "\"8.1\", \"9.1\"", 200)]
    [InlineData("?redirect=false", "\"8.1\"", 412)]
    [InlineData("?redirect=false", "W/\"9.1\"", 412)]
    [InlineData("?redirect=false", "9.1", 412)]
    [InlineData("/output", "\"8.o\"", 200)]
    [InlineData("/output", "*", 200)]
    [InlineData("/output", "\"9.1\"", 412)]
    [InlineData("/output", "W/\"8.o\"", 412)]
    [InlineData("/output", "8.o", 412)]
    [InlineData("", "\"8.1\"", 303)]
    public async Task What_is_read_is_the_version_that_is_wanted(string path, string tag, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded });

        using var response = await app.Client.SendAsync("GET", Job + path, null, ("If-Match", tag));
        using var head = await app.Client.SendAsync("HEAD", Job + path, null, ("If-Match", tag));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, (int)head.StatusCode);
        if (status == 412)
        {
            await response.ReadProblemAsync(response.StatusCode);
            Assert.Equal("no-store", response.Header("Cache-Control"));
            Assert.Equal("Prefer", response.Header("Vary"));
        }
    }

    [Theory]
    [InlineData("\"8.1\"", 412)]
    [InlineData("\"9.1\"", 304)]
    public async Task What_must_be_there_comes_before_what_is_known(string wanted, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Running });

        using var response = await app.Client.SendAsync(
            "GET",
            Job,
            null,
            ("If-Match", wanted),
            ("If-None-Match", "\"9.1\"")
        );

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("*", 412)]
    [InlineData("W/\"9.1\"", 412)]
    [InlineData("\"8.1\"", 204)]
    [InlineData("9.1", 204)]
    public async Task What_the_caller_knows_is_not_deleted_if_he_says_so(string known, int status)
    {
        var jobs = new FakeJobs { Stage = Stage.Failed };
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await app.Client.SendAsync("DELETE", Job, null, ("If-None-Match", known));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 204 ? Stage.Deleted : Stage.Failed, jobs.Stage);
    }

    [Theory]
    [InlineData(Stage.Running, "", 412)]
    [InlineData(Stage.Running, "/output", 404)]
    [InlineData(Stage.WithoutOutput, "/output", 204)]
    [InlineData(Stage.Deleted, "", 410)]
    [InlineData(Stage.Unknown, "", 404)]
    public async Task Where_nothing_is_there_to_read_the_condition_does_not_count(Stage stage, string path, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("GET", Job + path, null, ("If-Match", "\"1.1\""));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Tags_of_the_engine_lead_from_reading_to_deleting()
    {
        await using var app = await TestApp.StartAsync(
            new Setup { Services = services => services.AddJobs<PingRequest, PingResponse, PingWorker>() }
        );
        using var created = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"pong"}"""));
        var job = created.Header("Location")!;
        var status = await app.Client.SendAsync("GET", job);
        while ((int)status.StatusCode != 303)
        {
            status.Dispose();
            status = await app.Client.SendAsync("GET", job);
        }

        status.Dispose();
        using var output = await app.Client.SendAsync("GET", $"{job}/output");
        var tag = output.Header("ETag")!;
        using var known = await app.Client.SendAsync("GET", $"{job}/output", null, ("If-None-Match", tag));
        using var freed = await app.Client.SendAsync("DELETE", $"{job}/output", null, ("If-Match", tag));
        using var seen = await app.Client.SendAsync("GET", job);
        using var stale = await app.Client.SendAsync("DELETE", job, null, ("If-Match", "\"1.1\""));
        using var removed = await app.Client.SendAsync("DELETE", job, null, ("If-Match", seen.Header("ETag")!));

        Assert.Matches("^\"[0-9]+\\.o\"$", tag);
        Assert.Matches("^\"[0-9]+\\.1\"$", seen.Header("ETag"));
        Assert.Equal([304, 204, 412, 204], new[] { known, freed, stale, removed }.Select(each => (int)each.StatusCode));
    }
}
