using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>A policy of administrators may say by which authentication scheme they must be known.</summary>
public sealed class AdministratorSchemeTests
{
    [Fact]
    public async Task Who_is_known_by_another_scheme_is_no_administrator_and_keeps_his_jobs()
    {
        await using var app = await StartAsync(administratorsScheme: "badge");
        var anns = await CreateAsync(app, "sub=ann");

        using var others = await app.Client.SendAsync("GET", anns, null, ("Caller", "sub=bob"));
        using var own = await app.Client.SendAsync("GET", anns, null, ("Caller", "sub=ann"));

        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Who_is_known_by_that_scheme_alone_is_an_administrator_and_in_all_else_what_he_was()
    {
        await using var app = await StartAsync(administratorsScheme: "header", defaultScheme: "badge");
        var client = app.Services.GetRequiredService<IJobClient<PingRequest, PingResponse>>();
        var anns = await client.CreateAsync(
            new PingRequest("ping"),
            new CreateJobOptions { Owner = "ann" },
            TestContext.Current.CancellationToken
        );
        var his = await CreateAsync(app, "sub=root");

        using var read = await app.Client.SendAsync(
            "GET",
            $"/jobs/ping/{anns.Id}?redirect=false",
            null,
            ("Caller", "sub=root")
        );
        using var hidden = await app.Client.SendAsync("GET", $"/jobs/ping/{anns.Id}");
        using var ownerless = await app.Client.SendAsync("GET", his);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ownerless.StatusCode);
    }

    private static Task<TestApp> StartAsync(string administratorsScheme, string defaultScheme = "header") =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    HeaderAuthentication.AddTo(services).AddCookie("badge");
                    services.Configure<AuthenticationOptions>(schemes => schemes.DefaultScheme = defaultScheme);
                    services
                        .AddAuthorizationBuilder()
                        .AddPolicy(
                            "admin",
                            new AuthorizationPolicyBuilder(administratorsScheme).RequireAuthenticatedUser().Build()
                        );
                    services
                        .AddJobs(jobs => jobs.AdministratorPolicy = "admin")
                        .AddJobs<PingRequest, PingResponse, PingWorker>();
                },
            }
        );

    private static async Task<string> CreateAsync(TestApp app, string caller)
    {
        using var created = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("""{"message":"ping"}"""),
            ("Caller", caller)
        );
        return created.Header("Location") + "?redirect=false";
    }
}
