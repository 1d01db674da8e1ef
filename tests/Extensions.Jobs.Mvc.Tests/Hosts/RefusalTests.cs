using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>What the host refuses on our routes, before a request comes to us.</summary>
public sealed class RefusalTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData("GET", 401)]
    [InlineData("HEAD", 401)]
    [InlineData("GET", 403)]
    [InlineData("HEAD", 403)]
    [InlineData("GET", 429)]
    public async Task A_refusal_of_the_host_that_is_a_status_alone_gets_a_problem_and_keeps_its_headers(
        string method,
        int status
    )
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Services = services => services.AddProblemDetails(),
                Pipeline = app =>
                {
                    app.UseExceptionHandler();
                    app.UseStatusCodePages();
                    Refuse(app, status, "Bearer");
                },
            }
        );

        using var response = await app.Client.SendAsync(method, Job);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("Bearer", response.Header("WWW-Authenticate"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal("application/problem+json", response.Header("Content-Type"));
        if (method == "GET")
        {
            await response.ReadProblemAsync((HttpStatusCode)status);
        }
    }

    [Theory]
    [InlineData("/base/jobs/ping")]
    [InlineData("/BASE/Jobs/PING/")]
    public async Task The_problem_of_a_refusal_names_the_whole_path_in_its_one_form(string path)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Services = services =>
                {
                    HeaderAuthentication.AddTo(services);
                    services.AddAuthorizationBuilder().AddPolicy("known", policy => policy.RequireAuthenticatedUser());
                    services.Configure<JobOptions>("ping", job => job.AuthorizationPolicy = "known");
                },
                Pipeline = app =>
                {
                    app.UsePathBase("/base");
                    app.UseRouting();
                    app.UseAuthorization();
                    app.MapControllers();
                },
            }
        );

        using var response = await app.Client.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var problem = await response.ReadJsonAsync();
        Assert.Equal("/base/jobs/ping", problem.GetProperty("instance").GetString(), ignoreCase: path[1] == 'B');
    }

    [Theory]
    [InlineData("simple", "simple")]
    [InlineData("not a token", null)]
    [InlineData("", null)]
    public async Task A_401_without_a_challenge_names_the_scheme_of_the_host(string scheme, string? challenge)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup
            {
                Services = services =>
                {
                    services.AddAuthorization();
                    if (scheme.Length > 0)
                    {
                        services.AddAuthentication(scheme).AddCookie(scheme);
                    }
                },
                Pipeline = app => Refuse(app, 401),
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        await response.ReadProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(challenge, response.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_refusal_that_the_host_describes_itself_stays_as_it_is()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs(),
            new Setup { Pipeline = app => Refuse(app, 403, body: "no") }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        Assert.Equal("no", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(response.Header("Cache-Control"));
    }

    /// <summary>Middleware that lets nobody through.</summary>
    private static void Refuse(WebApplication app, int status, string? challenge = null, string body = "")
    {
        app.Use(
            (HttpContext http, RequestDelegate _) =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.WWWAuthenticate = challenge;
                return body.Length == 0 ? Task.CompletedTask : http.Response.WriteAsync(body);
            }
        );
        app.MapControllers();
    }
}
