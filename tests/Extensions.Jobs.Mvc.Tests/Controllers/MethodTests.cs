using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Controllers;

/// <summary>Which methods a route has, and what it answers to the others.</summary>
public sealed class MethodTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private static readonly string[] _methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "QUERY",
    ];

    [Theory]
    [InlineData("/jobs/ping", "GET, HEAD, POST")]
    [InlineData($"{Job}/events", "GET, HEAD")]
    [InlineData(Job, "DELETE, GET, HEAD")]
    [InlineData($"{Job}/", "DELETE, GET, HEAD")]
    [InlineData($"{Job}/output", "DELETE, GET, HEAD")]
    [InlineData($"{Job}/cancel", "POST")]
    public async Task Other_methods_are_405_with_those_that_are_allowed(string path, string allow)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), new Setup { IsOnSocket = true });
        var client = app.Client;

        foreach (var method in _methods.Except(allow.Split(", ")))
        {
            using var response = await client.SendAsync(method, path);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(allow, response.Header("Allow"));
            Assert.Equal("no-store", response.Header("Cache-Control"));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
            if (method != "HEAD")
            {
                var problem = await response.ReadJsonAsync();
                Assert.Equal(405, problem.GetProperty("status").GetInt32());
                Assert.Equal(path.TrimEnd('/'), problem.GetProperty("instance").GetString());
            }
        }
    }

    [Fact]
    public async Task HEAD_has_no_body_on_the_wire()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup { IsOnSocket = true }
        );

        var answer = await RawHttp.SendAsync(app.Client.BaseAddress!, $"HEAD {Job}/output HTTP/1.1\n\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 18\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_of_the_host_on_the_same_path_goes_first()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Pipeline = app =>
                {
                    app.MapControllers();
                    app.MapPut("/jobs/{name}/{id}", () => "put");
                    app.MapMethods("{**path}", ["OPTIONS"], () => "options");
                    app.MapFallback(() => "fallback");
                },
            }
        );

        using var put = await app.Client.SendAsync("PUT", Job);
        using var options = await app.Client.SendAsync("OPTIONS", Job);
        using var patch = await app.Client.SendAsync("PATCH", Job);

        Assert.Equal("put", await put.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("options", await options.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, patch.StatusCode);
    }

    [Fact]
    public async Task A_preflight_request_of_a_browser_is_answered_by_the_policy_of_the_host()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Services = services =>
                    services.AddCors(cors =>
                        cors.AddDefaultPolicy(policy => policy.WithOrigins("https://page.example").AllowAnyMethod())
                    ),
                Pipeline = app =>
                {
                    app.UseCors();
                    app.MapControllers();
                },
            }
        );
        app.Client.DefaultRequestHeaders.Add("Origin", "https://page.example");
        using var get = await app.Client.SendAsync("GET", Job);
        app.Client.DefaultRequestHeaders.Add("Access-Control-Request-Method", "DELETE");

        using var preflight = await app.Client.SendAsync("OPTIONS", Job);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("DELETE", preflight.Header("Access-Control-Allow-Methods"));
        Assert.Equal("https://page.example", get.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_type_that_cannot_be_cancelled_has_neither_route_nor_link()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Running },
            new Setup { Services = services => services.Configure<JobOptions>("ping", job => job.Cancel = false) }
        );

        using var cancel = await app.Client.SendAsync("POST", $"{Job}/cancel");
        using var status = await app.Client.SendAsync("GET", Job);

        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
        Assert.Equal(["self", "events", "collection"], (await status.ReadJsonAsync()).GetProperty("links").Members());
    }
}
