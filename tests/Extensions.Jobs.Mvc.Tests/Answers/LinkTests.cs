using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>Every address that is written has one form.</summary>
public sealed class LinkTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData(Job)]
    [InlineData($"{Job}/")]
    [InlineData($"/JOBS/Ping/{FakeJobs.Id}")]
    public async Task Links_have_one_form_however_the_request_spells_its_path(string path)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Succeeded });

        await AssertLinksAsync(app, path, Job, Job);
    }

    [Fact]
    public async Task The_routing_options_of_the_host_change_no_link()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Services = services =>
                {
                    services.AddJobs(jobs => jobs.RoutePrefix = "Api/Jobs");
                    services.Configure<RouteOptions>(routes =>
                    {
                        routes.LowercaseUrls = true;
                        routes.LowercaseQueryStrings = true;
                        routes.AppendTrailingSlash = true;
                    });
                },
            }
        );

        var job = $"/Api/Jobs/ping/{FakeJobs.Id}";
        await AssertLinksAsync(app, job, job, job);
    }

    [Fact]
    public async Task The_prefix_may_be_empty()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup { Services = services => services.AddJobs(jobs => jobs.RoutePrefix = "") }
        );

        var job = $"/ping/{FakeJobs.Id}";
        await AssertLinksAsync(app, job, job, job);
    }

    [Fact]
    public async Task A_path_base_stands_before_links()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Pipeline = app =>
                {
                    app.UsePathBase("/my base");
                    app.UseRouting();
                    app.MapControllers();
                },
            }
        );

        await AssertLinksAsync(app, $"/my%20base{Job}", $"/my%20base{Job}", $"/my%20base{Job}");
    }

    [Fact]
    public async Task A_route_group_stands_before_links_with_its_parameters()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup { Pipeline = app => app.MapGroup("/v1/{tenant}").MapControllers() }
        );

        await AssertLinksAsync(app, $"/v1/a%20b{Job}", $"/v1/a%20b{Job}", $"/v1/a%20b{Job}");
    }

    [Fact]
    public async Task Links_stay_in_the_route_group_of_the_request()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Pipeline = app =>
                {
                    app.MapGroup("/a").MapControllers();
                    app.MapControllers();
                    app.MapGroup("/{group}/b").MapControllers();
                },
            }
        );

        await AssertLinksAsync(app, $"/a{Job}", $"/a{Job}", $"/a{Job}");
        await AssertLinksAsync(app, Job, Job, Job);
        await AssertLinksAsync(app, $"/x/b{Job}", $"/x/b{Job}", $"/x/b{Job}");
    }

    [Fact]
    public async Task The_application_can_link_by_the_names_of_the_routes()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        var links = app.Services.GetRequiredService<LinkGenerator>();

        Assert.Equal(Job, links.GetPathByRouteValues("ping_GetStatus", new { id = FakeJobs.Id }));
    }

    [Theory]
    [InlineData("https://example.com/app", "https://example.com/app", "/app")]
    [InlineData("https://example.com/app/", "https://example.com/app", "/app")]
    [InlineData("https://example.com", "https://example.com", "")]
    [InlineData("https://ex\u00e4mple.com:8443/\u00e4", "https://xn--exmple-cua.com:8443/%C3%A4", "/%C3%A4")]
    public async Task With_a_public_base_links_are_absolute_and_the_path_base_is_the_public_one(
        string publicBase,
        string link,
        string instance
    )
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Services = services => services.AddJobs(jobs => jobs.PublicBaseUri = new Uri(publicBase)),
                Pipeline = app =>
                {
                    app.UsePathBase("/inner");
                    app.UseRouting();
                    app.MapControllers();
                },
            }
        );

        await AssertLinksAsync(app, $"/inner{Job}", link + Job, instance + Job);
    }

    [Fact]
    public async Task The_Host_header_stands_in_no_answer()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Queued });
        app.Client.DefaultRequestHeaders.Host = "evil.example";

        using var response = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));

        Assert.Equal(202, (int)response.StatusCode);
        Assert.DoesNotContain("evil", response.ToString(), StringComparison.Ordinal);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
    }

    private static async Task AssertLinksAsync(TestApp app, string path, string job, string instance)
    {
        using var redirect = await app.Client.SendAsync("GET", path);
        Assert.Equal(303, (int)redirect.StatusCode);
        Assert.Equal($"{job}/output", redirect.Header("Location"));
        var links = (await redirect.ReadJsonAsync()).GetProperty("links");
        Assert.Equal(job, links.GetProperty("self").GetString());
        Assert.Equal($"{job}/output", links.GetProperty("output").GetString());

        using var output = await app.Client.SendAsync("GET", $"{path.TrimEnd('/')}/output");
        Assert.Equal($"<{job}>; rel=\"monitor\"", output.Header("Link"));

        using var refused = await app.Client.SendAsync("POST", $"{path.TrimEnd('/')}/cancel");
        Assert.Equal(409, (int)refused.StatusCode);
        var problem = await refused.ReadJsonAsync();
        Assert.Equal($"{instance}/cancel", problem.GetProperty("instance").GetString());

        using var created = await app.Client.SendAsync(
            "POST",
            path[..path.IndexOf("/0193", StringComparison.Ordinal)],
            Reading.Json("""{"message":"a"}""")
        );
        Assert.Equal(202, (int)created.StatusCode);
        Assert.Equal(job, created.Header("Location"));
        Assert.Equal(job, created.Header("Content-Location"));
    }
}
