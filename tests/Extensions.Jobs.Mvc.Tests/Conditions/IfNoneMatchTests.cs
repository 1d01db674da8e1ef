using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Conditions;

/// <summary>What a caller has already is not sent again.</summary>
public sealed class IfNoneMatchTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData("\"9.1\"", 304)]
    [InlineData("W/\"9.1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"8.1\", \"9.1\"", 304)]
    [InlineData("\"8.1\"", 200)]
    [InlineData("\"9.o\"", 200)]
    [InlineData("\"9.2\"", 200)]
    [InlineData("9.1", 200)]
    [InlineData("\"9.1\", 7", 200)]
    [InlineData("*, \"9.1\"", 200)]
    [InlineData("", 200)]
    public async Task The_status_is_304_if_the_caller_has_it(string tag, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Running });

        using var response = await app.Client.SendAsync("GET", Job, null, ("If-None-Match", tag));
        using var head = await app.Client.SendAsync("HEAD", Job, null, ("If-None-Match", tag));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, (int)head.StatusCode);
        Assert.Equal("\"9.1\"", response.Header("ETag"));
        Assert.Equal("private, no-cache", response.Header("Cache-Control"));
        Assert.Equal("Prefer", response.Header("Vary"));
        Assert.NotNull(response.Header("Retry-After"));
        if (status == 304)
        {
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Null(response.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task Several_lines_are_one_list()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Running },
            new() { IsOnSocket = true }
        );

        var answer = await RawHttp.SendAsync(
            app.Client.BaseAddress!,
            $"GET {Job} HTTP/1.1\nIf-None-Match: \"1.1\"\nIf-None-Match: W/\"9.1\""
        );

        Assert.StartsWith("HTTP/1.1 304", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_goes_before_the_condition_and_has_no_tag()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded });

        using var redirect = await app.Client.SendAsync("GET", Job, null, ("If-None-Match", "*"));
        using var status = await app.Client.SendAsync("GET", $"{Job}?redirect=false", null, ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.SeeOther, redirect.StatusCode);
        Assert.Null(redirect.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, status.StatusCode);
        Assert.Null(status.Header("Retry-After"));
    }

    [Fact]
    public async Task A_304_of_the_output_reads_no_payload()
    {
        var jobs = new FakeJobs { Stage = Stage.Succeeded };
        await using var app = await TestApp.StartAsync(jobs);

        using var known = await app.Client.SendAsync("GET", $"{Job}/output", null, ("If-None-Match", "\"8.o\""));
        var reads = jobs.OutputReads;
        using var ofJob = await app.Client.SendAsync("GET", $"{Job}/output", null, ("If-None-Match", "\"8.1\""));

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(0, reads);
        Assert.Equal("\"8.o\"", known.Header("ETag"));
        Assert.Equal("private, no-cache", known.Header("Cache-Control"));
        Assert.Equal("Prefer", known.Header("Vary"));
        Assert.Null(known.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, ofJob.StatusCode);
        Assert.Equal("\"8.o\"", ofJob.Header("ETag"));
    }

    [Theory]
    [InlineData(Stage.WithoutOutput, 204)]
    [InlineData(Stage.Running, 404)]
    [InlineData(Stage.OutputDeleted, 410)]
    [InlineData(Stage.Deleted, 410)]
    [InlineData(Stage.Unknown, 404)]
    public async Task What_is_not_there_is_never_304(Stage stage, int status)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("GET", $"{Job}/output", null, ("If-None-Match", "*"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Null(response.Header("ETag"));
    }

    [Fact]
    public async Task What_is_not_acceptable_is_406_and_not_304()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Services = services => services.Configure<MvcOptions>(mvc => mvc.ReturnHttpNotAcceptable = true),
            }
        );

        using var response = await app.Client.SendAsync(
            "GET",
            $"{Job}/output",
            null,
            ("If-None-Match", "*"),
            ("Accept", "text/csv")
        );

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }
}
