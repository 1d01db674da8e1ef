using System.ComponentModel.DataAnnotations;
using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Extensions.Jobs.Mvc.Tests.Inputs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>What is refused, and what is warned of, when the host starts.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Without_MapControllers_there_is_a_warning_that_names_it()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), new Setup { Pipeline = _ => { } });

        Assert.Equal(
            "No route leads to the jobs ping: call app.MapControllers().",
            Assert.Single(app.Logs, IsOurWarning).Message
        );
    }

    [Fact]
    public async Task An_application_in_order_starts_without_a_warning()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    [Fact]
    public async Task Validation_attributes_on_properties_of_a_record_are_refused_with_the_fix()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TakingApp<Misplaced>.StartAsync());
        var inside = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TakingApp<List<Around>>.StartAsync());

        Assert.Contains(
            "record Misplaced([StringLength] … Name), without 'property:'",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(nameof(Misplaced), inside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_attributes_where_MVC_looks_for_them_are_not_refused()
    {
        await using var record = await TakingApp<Checked>.StartAsync();
        await using var ownProperty = await TakingApp<Amended>.StartAsync();
        await using var recursive = await TakingApp<Nested>.StartAsync();

        using var response = await ownProperty.PostAsync("""{"first":"a","second":"long"}""");

        await response.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_prefix_with_parameters_is_refused()
    {
        await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(
                new FakeJobs(),
                new Setup { Services = services => services.AddJobs(jobs => jobs.RoutePrefix = "{tenant}/jobs") }
            )
        );
    }

    [Fact]
    public async Task With_authentication_and_nothing_said_of_callers_there_is_a_warning()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), WithCookies());

        var warning = Assert.Single(app.Logs, IsOurWarning).Message;
        Assert.Contains("the routes of the jobs ping", warning, StringComparison.Ordinal);
        Assert.Contains("app.MapControllers().RequireAuthorization()", warning, StringComparison.Ordinal);
        Assert.Contains("[AllowAnonymous]", warning, StringComparison.Ordinal);
    }

    public static TheoryData<string> Policies() => [.. _policies.Keys];

    private static readonly Dictionary<string, Func<Setup, Setup>> _policies = new()
    {
        ["a fallback policy"] = setup =>
            setup with
            {
                Services = services =>
                {
                    setup.Services(services);
                    services.AddAuthorizationBuilder().SetFallbackPolicy(Known);
                },
            },
        ["a policy of the endpoints"] = setup =>
            setup with
            {
                Pipeline = app => app.MapControllers().RequireAuthorization(),
            },
        ["a filter"] = setup =>
            setup with
            {
                Services = services =>
                {
                    setup.Services(services);
                    services.AddControllers(mvc =>
                        mvc.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter(Known))
                    );
                },
            },
        ["[Authorize]"] = setup => setup with { Controllers = [typeof(Guarded)] },
        ["[AllowAnonymous]"] = setup => setup with { Controllers = [typeof(Open)] },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Any_word_on_callers_is_enough(string policy)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), _policies[policy](WithCookies()));

        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    private static AuthorizationPolicy Known => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    private static Setup WithCookies() =>
        new() { Services = services => services.AddAuthentication("cookies").AddCookie("cookies") };

    private static bool IsOurWarning(Microsoft.Extensions.Logging.Testing.FakeLogRecord log) =>
        log.Level >= LogLevel.Warning && log.Category!.StartsWith("Extensions.Jobs", StringComparison.Ordinal);

    public sealed record Misplaced([property: StringLength(3)] string Name);

    public sealed record Around(Dictionary<string, Misplaced> Inner);

    /// <summary>A property that the constructor does not set.</summary>
    public sealed record Amended(string First)
    {
        [StringLength(3)]
        public string? Second { get; init; }
    }

    [Authorize]
    public sealed class Guarded(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);

    [AllowAnonymous]
    public sealed class Open(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);
}
