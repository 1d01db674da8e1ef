using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Who may call, by what the application and the options say.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_policy_of_the_type_holds_on_all_its_routes_and_is_enough_said()
    {
        await using var app = await CallersApp.StartAsync(job: job => job.AuthorizationPolicy = "admin");

        using var anonymous = await app.CreateAsync("");
        using var known = await app.CreateAsync("sub=ann");
        using var admitted = await app.CreateAsync("sub=ann, role=admin");
        using var other = await app.SendAsync("sub=ann", "PUT", "/jobs/ping");

        await anonymous.ReadProblemAsync(HttpStatusCode.Unauthorized);
        await known.ReadProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Accepted, admitted.StatusCode);
        await other.ReadProblemAsync(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    [Fact]
    public async Task A_type_may_let_everybody_call_whatever_the_application_demands()
    {
        await using var app = await CallersApp.StartAsync(
            job: job => job.AllowAnonymous = true,
            pipeline: app => app.MapControllers().RequireAuthorization()
        );

        using var created = await app.CreateAsync("");

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    [Fact]
    public async Task With_authentication_and_without_any_policy_there_is_a_warning()
    {
        await using var app = await CallersApp.StartAsync();

        Assert.Contains(
            "JobOptions.AuthorizationPolicy",
            Assert.Single(app.Logs, IsOurWarning).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Policies_that_are_not_there_and_contradictions_are_refused_at_start()
    {
        var ofType = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            CallersApp.StartAsync(job: job => job.AuthorizationPolicy = "missing")
        );
        var ofAdministrators = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            CallersApp.StartAsync(jobs => jobs.AdministratorPolicy = "missing")
        );
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            CallersApp.StartAsync(job: job => (job.AuthorizationPolicy, job.AllowAnonymous) = ("admin", true))
        );

        Assert.Contains("JobOptions.AuthorizationPolicy of 'ping'", ofType.Message, StringComparison.Ordinal);
        Assert.Contains("JobsOptions.AdministratorPolicy", ofAdministrators.Message, StringComparison.Ordinal);
    }

    private static bool IsOurWarning(FakeLogRecord log) =>
        log.Level >= LogLevel.Warning && log.Category!.StartsWith("Extensions.Jobs", StringComparison.Ordinal);
}
