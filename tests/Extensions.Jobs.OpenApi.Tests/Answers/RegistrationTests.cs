using System.Security.Claims;
using Extensions.Jobs.OpenApi.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.OpenApi.Tests.Answers;

/// <summary>What is described depends on how a job is registered.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_job_without_output_has_no_redirect_and_no_content()
    {
        await using var app = await DescribedApp.StartAsync(services =>
        {
            services.AddJobs<QuietRequest, NoOutput, QuietWorker>();
            services.AddOpenApi(options => options.AddJobs());
        });
        var description = await app.DescribeAsync();

        Assert.DoesNotContain("303", description.Statuses("quiet_GetStatus"));
        Assert.Contains("204", description.Statuses("quiet_GetOutput"));
        Assert.DoesNotContain("200", description.Statuses("quiet_GetOutput"));
        Assert.DoesNotContain("412", description.Statuses("quiet_DeleteOutput"));
        Assert.DoesNotContain("NoOutput", await app.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_does_not_redirect_has_no_303()
    {
        await using var app = await DescribedApp.StartAsync(options => options.Redirect = false);

        Assert.DoesNotContain("303", (await app.DescribeAsync()).Statuses("work_GetStatus"));
    }

    [Fact]
    public async Task A_job_that_cannot_be_cancelled_has_no_link_to_that()
    {
        await using var app = await DescribedApp.StartAsync(options => options.Cancel = false);
        var description = await app.DescribeAsync();

        Assert.DoesNotContain("work_Cancel", description.Operations.Keys);
        var paths = description.Document["paths"]!.ToJsonString();
        Assert.DoesNotContain("/cancel\"", paths, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_list_is_off_has_no_link_to_it()
    {
        await using var app = await DescribedApp.StartAsync(options => options.List = false);
        var description = await app.DescribeAsync();

        Assert.DoesNotContain("work_List", description.Operations.Keys);
        var paths = description.Document["paths"]!.ToJsonString();
        Assert.DoesNotContain("\"collection\"", paths, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_have_the_addresses_of_the_application()
    {
        await using var app = await DescribedApp.StartAsync(services =>
        {
            services.AddJobs(options =>
            {
                options.PublicBaseUri = new Uri("https://example.com/app/");
                options.RoutePrefix = "v1/jobs";
            });
            services.AddJobs<WorkRequest, WorkResponse, Worker>("my-work");
            services.AddOpenApi(options => options.AddJobs());
        });

        var response = (await app.DescribeAsync()).Response("my-work_Create", "202");

        Assert.Equal(
            "https://example.com/app/v1/jobs/my-work/0193f5c7a5b07d5e9f3c2b1a09876543",
            (string?)response["headers"]!["Location"]!["example"]
        );
        Assert.Equal(
            "my-work",
            (string?)response["content"]!["application/json"]!["examples"]!["queued"]!["value"]!["type"]
        );
    }

    [Fact]
    public async Task Jobs_of_a_route_group_have_its_paths_and_its_parameters()
    {
        await using var app = await DescribedApp.StartAsync(
            services =>
            {
                services.AddJobs<WorkRequest, WorkResponse, Worker>();
                services.AddOpenApi(options => options.AddJobs());
            },
            app => app.MapGroup("/{tenant}").MapControllers()
        );
        var description = await app.DescribeAsync();

        Assert.All(
            description.Document["paths"]!.AsObject(),
            path => Assert.StartsWith("/{tenant}/jobs/work", path.Key, StringComparison.Ordinal)
        );
        Assert.All(
            description.Operations.Keys,
            id => Assert.Equal("path", (string?)description.Parameter(id, "tenant")!["in"])
        );
        Assert.Equal(
            "/tenant/jobs/work/0193f5c7a5b07d5e9f3c2b1a09876543",
            (string?)description.Response("work_Create", "202")["headers"]!["Location"]!["example"]
        );
    }

    [Fact]
    public async Task Where_callers_must_be_known_401_and_403_are_described()
    {
        await using var app = await DescribedApp.StartAsync(
            AddAuthorization,
            app => app.MapControllers().RequireAuthorization()
        );
        var description = await app.DescribeAsync();

        Assert.All(
            description.Operations.Keys,
            id => Assert.Empty(((string[])["401", "403"]).Except(description.Statuses(id)))
        );
    }

    [Fact]
    public async Task Who_is_not_known_is_refused_as_described()
    {
        await using var app = await DescribedApp.StartAsync(
            AddAuthorization,
            app => app.MapControllers().RequireAuthorization()
        );
        var witness = new Witness(app.Client, await app.DescribeAsync());

        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"a report"}""");
        await witness.SendAsync("work_GetOutput", "GET", "/jobs/work/x/output");

        Assert.Equal(["work_Create 401", "work_GetOutput 401"], witness.Seen.Order());
    }

    [Fact]
    public async Task By_a_fallback_policy_too()
    {
        await using var app = await DescribedApp.StartAsync(services =>
        {
            AddAuthorization(services);
            services
                .AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });

        Assert.Contains("401", (await app.DescribeAsync()).Statuses("work_Create"));
    }

    [Fact]
    public async Task Where_everybody_may_call_they_are_not()
    {
        await using var app = await DescribedApp.StartAsync(
            services => AddAuthorization(services, options => options.AllowAnonymous = true),
            app => app.MapControllers().RequireAuthorization()
        );

        Assert.DoesNotContain("401", (await app.DescribeAsync()).Statuses("work_Create"));
    }

    [Fact]
    public async Task Who_is_known_but_by_no_name_is_refused_as_described_even_where_everybody_may_call()
    {
        await using var app = await DescribedApp.StartAsync(
            AddAuthorization,
            app =>
            {
                app.Use(
                    (http, next) =>
                    {
                        http.User = new ClaimsPrincipal(new ClaimsIdentity("none"));
                        return next();
                    }
                );
                app.MapControllers();
            }
        );
        var witness = new Witness(app.Client, await app.DescribeAsync());

        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"a report"}""");
        await witness.SendAsync("work_GetOutput", "GET", "/jobs/work/x/output");

        Assert.Equal(["work_Create 403", "work_GetOutput 403"], witness.Seen.Order());
    }

    private static void AddAuthorization(IServiceCollection services) => AddAuthorization(services, null);

    private static void AddAuthorization(IServiceCollection services, Action<JobOptions>? configure)
    {
        services.AddAuthentication().AddCookie();
        services.AddAuthorization();
        services.AddJobs<WorkRequest, WorkResponse, Worker>(configure);
        services.AddOpenApi(options => options.AddJobs());
    }
}
