using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Listing;

/// <summary>What a list is asked, and how it is answered.</summary>
public sealed class ListTests
{
    private const string Jobs = "/jobs/ping";

    [Fact]
    public async Task A_page_has_documents_with_their_tags_and_leads_to_the_next()
    {
        var jobs = new FakeJobs { Stage = Stage.Running, NextCursor = "n-_x" };
        await using var app = await TestApp.StartAsync(jobs);

        using var page = await app.Client.SendAsync(
            "GET",
            $"{Jobs}?status=running&status=queued&limit=5&api-version=1&_=7"
        );
        using var head = await app.Client.SendAsync("HEAD", Jobs);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("private, no-cache", page.Header("Cache-Control"));
        Assert.Null(page.Header("ETag"));
        Assert.Equal("application/json", page.Content.Headers.ContentType?.ToString());
        var first = $"{Jobs}?status=running&status=queued&limit=5&api-version=1";
        Assert.Equal($"<{first}&cursor=n-_x>; rel=\"next\", <{first}>; rel=\"first\"", page.Header("Link"));
        var list = await page.ReadJsonAsync();
        Assert.Equal(["items", "links"], list.Members());
        Assert.Equal(first, list.GetProperty("links").GetProperty("self").GetString());
        Assert.Equal($"{first}&cursor=n-_x", list.GetProperty("links").GetProperty("next").GetString());
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal("\"9.1\"", item.GetProperty("etag").GetString());
        Assert.Equal($"{Jobs}/{FakeJobs.Id}", item.GetProperty("links").GetProperty("self").GetString());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        using var page = await app.Client.SendAsync("GET", $"{Jobs}?cursor=c");

        Assert.Equal($"<{Jobs}>; rel=\"first\"", page.Header("Link"));
        var links = (await page.ReadJsonAsync()).GetProperty("links");
        Assert.Equal(["self"], links.Members());
        Assert.Equal($"{Jobs}?cursor=c", links.GetProperty("self").GetString());
    }

    [Fact]
    public async Task A_link_has_one_cursor_however_the_caller_spelt_the_name()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { NextCursor = "d" });

        using var page = await app.Client.SendAsync("GET", $"{Jobs}?Cursor=c");

        Assert.Equal($"<{Jobs}?cursor=d>; rel=\"next\", <{Jobs}>; rel=\"first\"", page.Header("Link"));
        var links = (await page.ReadJsonAsync()).GetProperty("links");
        Assert.Equal($"{Jobs}?cursor=c", links.GetProperty("self").GetString());
    }

    [Theory]
    [InlineData("created=2026-11-24T10:00:00Z/..", "2026-11-24T10:00:00.000Z", null)]
    [InlineData("created=../2026-11-24T10:00:00.5Z", null, "2026-11-24T10:00:00.500Z")]
    [InlineData(
        "created=2026-11-24t12:00:00%2B02:00/2026-11-24T10:00:00z",
        "2026-11-24T10:00:00.000Z",
        "2026-11-24T10:00:00.000Z"
    )]
    [InlineData(
        "created=2026-11-24T10:00:00.0001Z/2026-11-24T10:00:00.12399999999Z",
        "2026-11-24T10:00:00.001Z",
        "2026-11-24T10:00:00.123Z"
    )]
    [InlineData("created=../..", null, null)]
    [InlineData("CREATED=2026-11-24T10:00:00Z/..", "2026-11-24T10:00:00.000Z", null)]
    [InlineData("", null, null)]
    public async Task Intervals_include_both_their_ends(string query, string? from, string? to)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var page = await app.Client.SendAsync("GET", $"{Jobs}?{query}");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var asked = Assert.Single(jobs.Lists);
        Assert.Equal(from, Text(asked.CreatedFrom));
        Assert.Equal(to, Text(asked.CreatedTo));

        static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null);
    }

    [Theory]
    [InlineData("limit=1", 1)]
    [InlineData("limit=0200", 200)]
    [InlineData("limit=99999999999999999999", 1000)]
    [InlineData("", null)]
    public async Task A_limit_is_a_number_however_large(string query, int? limit)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var page = await app.Client.SendAsync("GET", $"{Jobs}?{query}");

        Assert.Equal(limit, Assert.Single(jobs.Lists).Limit);
    }

    [Theory]
    [InlineData("status=done", "status")]
    [InlineData("status=", "status")]
    [InlineData("status=Running", "status")]
    [InlineData("status=running,queued", "status")]
    [InlineData("status=running&status=x", "status")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=+1", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=a&cursor=b", "cursor")]
    [InlineData("created=2026-11-24T10:00:00Z", "created")]
    [InlineData("created=", "created")]
    [InlineData("created=/", "created")]
    [InlineData("created=2026-11-24/..", "created")]
    [InlineData("created=2026-11-24T10:00:00/..", "created")]
    [InlineData("created=2026-13-24T10:00:00Z/..", "created")]
    [InlineData("created=0001-01-01T00:00:00%2B02:00/..", "created")]
    [InlineData("created=now/..", "created")]
    [InlineData("created=../../..", "created")]
    [InlineData("created=2026-11-24T10:00:01Z/2026-11-24T10:00:00Z", "created")]
    [InlineData("created=../..&created=../..", "created")]
    [InlineData("redirect=false", "redirect")]
    [InlineData("state=running", "state")]
    public async Task What_it_does_not_take_is_refused(string query, string parameter)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await app.Client.SendAsync("GET", $"{Jobs}?{query}");

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(Reading.Types + "invalid-parameter", problem.GetProperty("type").GetString());
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Empty(jobs.Lists);
    }

    [Fact]
    public async Task A_plus_that_is_not_escaped_is_explained()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        using var response = await app.Client.SendAsync("GET", $"{Jobs}?created=2026-11-24T10:00:00+02:00/..");

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("%2B", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_is_none_has_a_problem_of_its_own()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        using var response = await app.Client.SendAsync("GET", $"{Jobs}?cursor=bad");

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(Reading.Types + "invalid-cursor", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_application_names_parameters_that_a_list_passes_over()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Services = services => services.Configure<JobsOptions>(jobs => jobs.IgnoredQueryParameters.Add("sig")),
            }
        );

        using var page = await app.Client.SendAsync("GET", $"{Jobs}?SIG=a%26b");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal($"<{Jobs}?SIG=a%26b>; rel=\"first\"", page.Header("Link"));
    }

    [Fact]
    public async Task A_type_without_lists_has_neither_route_nor_link()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Failed },
            new Setup { Services = services => services.Configure<JobOptions>("ping", job => job.List = false) }
        );

        using var list = await app.Client.SendAsync("GET", Jobs);
        using var status = await app.Client.SendAsync("GET", $"{Jobs}/{FakeJobs.Id}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, list.StatusCode);
        Assert.Equal("POST", list.Header("Allow"));
        Assert.Equal(["self", "events"], (await status.ReadJsonAsync()).GetProperty("links").Members());
    }
}
