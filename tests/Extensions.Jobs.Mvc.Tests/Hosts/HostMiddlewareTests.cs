using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>Middleware of the host leaves our answers right.</summary>
public sealed class HostMiddlewareTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Fact]
    public async Task Output_caching_keeps_no_answer()
    {
        var jobs = new FakeJobs { Stage = Stage.Running };
        await using var app = await TestApp.StartAsync(
            jobs,
            new Setup
            {
                Services = services =>
                    services.AddOutputCache(cache =>
                        cache.AddBasePolicy(policy => policy.Expire(TimeSpan.FromHours(1)).Cache())
                    ),
                Pipeline = app =>
                {
                    app.UseOutputCache();
                    app.MapControllers();
                },
            }
        );
        using var before = await app.Client.SendAsync("GET", Job);
        jobs.Stage = Stage.Failed;

        using var after = await app.Client.SendAsync("GET", Job);

        Assert.Equal("running", (await before.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Equal("failed", (await after.ReadJsonAsync()).GetProperty("status").GetString());
        Assert.Null(after.Header("Age"));
    }

    [Fact]
    public async Task Cookie_authentication_answers_401_and_redirects_to_no_page_before_anything_else_is_looked_at()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup
            {
                Services = services =>
                {
                    services.AddAuthentication("cookies").AddCookie("cookies");
                    services
                        .AddAuthorizationBuilder()
                        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
                },
            }
        );

        using var get = await app.Client.SendAsync("GET", Job);
        using var post = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("{", "text/csv"));
        using var put = await app.Client.SendAsync("PUT", Job);

        await get.ReadProblemAsync(HttpStatusCode.Unauthorized);
        await post.ReadProblemAsync(HttpStatusCode.Unauthorized);
        await put.ReadProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("cookies", get.Header("WWW-Authenticate"));
        Assert.Null(get.Header("Location"));
    }

    [Theory]
    [InlineData("GET", Job, Stage.Unknown, 404)]
    [InlineData("HEAD", Job, Stage.Unknown, 404)]
    [InlineData("DELETE", Job, Stage.Succeeded, 204)]
    [InlineData("PUT", Job, Stage.Succeeded, 405)]
    public async Task Pages_for_status_codes_replace_no_answer(string method, string path, Stage stage, int status)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = stage },
            new Setup
            {
                Pipeline = app =>
                {
                    app.UseStatusCodePagesWithReExecute("/page");
                    app.MapControllers();
                    app.MapGet("/page", () => "a page");
                },
            }
        );

        using var response = await app.Client.SendAsync(method, path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotEqual("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_answer_does_not_depend_on_the_language_of_the_caller()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Running },
            new Setup
            {
                Services = services => services.AddLocalization(),
                Pipeline = app =>
                {
                    app.UseRequestLocalization("ar-SA", "th-TH", "de-DE");
                    app.MapControllers();
                },
            }
        );
        using var plain = await app.Client.SendAsync("GET", Job);

        foreach (var language in new[] { "ar-SA", "th-TH", "de-DE" })
        {
            app.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            app.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            using var response = await app.Client.SendAsync("GET", Job);

            Assert.Equal(
                await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            );
            Assert.Matches("^[0-9]+$", response.Header("Retry-After"));
        }
    }

    [Theory]
    [InlineData("GET", Job)]
    [InlineData("DELETE", $"{Job}/output")]
    [InlineData("GET", "/jobs/ping")]
    public async Task A_fault_that_an_exception_handler_leaves_without_content_is_a_problem(string method, string path)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded, Failure = new InvalidOperationException("A secret.") },
            new Setup
            {
                Services = services => services.AddProblemDetails(),
                Pipeline = app =>
                {
                    // It asks MVC for a problem, which writes none for a controller without [ApiController].
                    app.UseExceptionHandler();
                    app.MapControllers();
                },
            }
        );

        using var response = await app.Client.SendAsync(method, path);

        var problem = await response.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        // The handler adds no-cache.
        Assert.Contains("no-store", response.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(500, problem.GetProperty("status").GetInt32());
        Assert.Equal(path, problem.GetProperty("instance").GetString());
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_goes_away_is_no_error(bool hasExceptionHandler)
    {
        var jobs = new FakeJobs { Waiting = new TaskCompletionSource() };
        var app = await TestApp.StartAsync(
            jobs,
            new Setup
            {
                IsOnSocket = true,
                Pipeline = app =>
                {
                    if (hasExceptionHandler)
                    {
                        app.UseExceptionHandler("/error");
                    }

                    app.MapControllers();
                },
            }
        );
        var logs = app.Services.GetFakeLogCollector();
        using var leaving = new CancellationTokenSource();
        var get = app.Client.GetAsync(new Uri(Job, UriKind.Relative), leaving.Token);
        await jobs.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
        await app.DisposeAsync();

        Assert.DoesNotContain(logs.GetSnapshot(), log => log.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_request_that_the_host_gives_no_more_time_is_answered_by_the_host()
    {
        var jobs = new FakeJobs { Waiting = new TaskCompletionSource() };
        await using var app = await TestApp.StartAsync(
            jobs,
            new Setup
            {
                Services = services =>
                    services.AddRequestTimeouts(timeouts =>
                        timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(1) }
                    ),
                Pipeline = app =>
                {
                    app.UseRequestTimeouts();
                    app.MapControllers();
                },
            }
        );

        using var response = await app.Client.SendAsync("GET", Job);

        await response.ReadProblemAsync(HttpStatusCode.GatewayTimeout);
    }
}
