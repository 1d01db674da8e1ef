using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Who sees which jobs, through the whole engine.</summary>
public sealed class OwnerTests
{
    private const string NeverIssued = "0193f5c7a5b07d5e9f3c2b1a09876543";

    public static TheoryData<string, string> Routes() =>
        new()
        {
            { "GET", "" },
            { "HEAD", "" },
            { "GET", "?redirect=false" },
            { "DELETE", "" },
            { "GET", "/output" },
            { "HEAD", "/output" },
            { "DELETE", "/output" },
            { "GET", "/events" },
            { "HEAD", "/events" },
            { "POST", "/cancel" },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_is_anothers_answers_as_what_never_was(string method, string route)
    {
        await using var app = await StartAsync();
        using var created = await CreateAsync(app, "sub=ann");
        var job = created.Header("Location")!;

        foreach (var caller in new[] { "sub=bob", "sub=Ann", "", "id=bob, sub=ann" })
        {
            foreach (var header in new[] { ("Prefer", "wait=5"), ("If-Match", "\"1.1\""), ("If-None-Match", "*") })
            {
                using var anothers = await SendAsync(app, caller, method, job + route, header);
                using var never = await SendAsync(app, caller, method, $"/jobs/ping/{NeverIssued}{route}", header);

                Assert.Equal(HttpStatusCode.NotFound, anothers.StatusCode);
                Assert.Equal(HeadersOf(never), HeadersOf(anothers));
                Assert.Equal(await BodyOfAsync(never), await BodyOfAsync(anothers));
            }
        }

        using var still = await SendAsync(app, "sub=ann", "GET", job + "?redirect=false");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Anonymous_callers_are_one_owner_together()
    {
        await using var app = await StartAsync();
        using var created = await CreateAsync(app, "");

        using var anonymous = await SendAsync(app, "", "GET", created.Header("Location") + "?redirect=false");
        using var known = await SendAsync(app, "sub=ann", "GET", created.Header("Location") + "?redirect=false");

        Assert.Equal(HttpStatusCode.OK, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, known.StatusCode);
    }

    [Theory]
    [InlineData("role=x")]
    [InlineData("sub=")]
    [InlineData("sub=%20")]
    [InlineData("sub=a%00")]
    [InlineData("sub=a%0Ab")]
    [InlineData("id=%20, sub=ann")]
    [InlineData("long")]
    public async Task Who_is_known_without_a_usable_name_is_refused_before_anything_is_looked_at(string caller)
    {
        await using var app = await StartAsync();
        caller = caller == "long" ? "sub=" + new string('a', 257) : caller;

        using var create = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("{", "text/csv"),
            ("Caller", caller)
        );
        using var get = await SendAsync(app, caller, "GET", $"/jobs/ping/{NeverIssued}");

        await create.ReadProblemAsync(HttpStatusCode.Forbidden);
        await get.ReadProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_application_may_say_how_an_owner_is_taken()
    {
        await using var app = await StartAsync(jobs =>
            jobs.Owner = caller => caller.FindFirst("iss")?.Value + "|" + caller.FindFirst("sub")?.Value
        );
        using var created = await CreateAsync(app, "sub=ann, iss=x");

        using var own = await SendAsync(app, "sub=ann, iss=x", "GET", created.Header("Location")!);
        using var others = await SendAsync(app, "sub=ann, iss=y", "GET", created.Header("Location")!);

        Assert.NotEqual(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_and_deletes_all_jobs_and_creates_his_own()
    {
        await using var app = await StartAsync(jobs => jobs.AdministratorPolicy = "admin");
        using var anns = await CreateAsync(app, "sub=ann", "k");
        using var his = await CreateAsync(app, "sub=root, role=admin", "k");

        using var read = await SendAsync(
            app,
            "sub=root, role=admin",
            "GET",
            anns.Header("Location") + "?redirect=false"
        );
        using var deleted = await SendAsync(app, "sub=root, role=admin", "DELETE", anns.Header("Location")!);
        using var gone = await SendAsync(app, "sub=ann", "GET", anns.Header("Location")!);
        using var hidden = await SendAsync(app, "sub=ann", "GET", his.Header("Location")!);
        using var own = await SendAsync(app, "sub=root", "GET", his.Header("Location") + "?redirect=false");
        using var all = await SendAsync(app, "sub=root, role=admin", "GET", "/jobs/ping");
        using var some = await SendAsync(app, "sub=root", "GET", "/jobs/ping");
        using var none = await SendAsync(app, "", "GET", "/jobs/ping");

        var ids = await Task.WhenAll(IdsOfAsync(all), IdsOfAsync(some), IdsOfAsync(none));
        Assert.Contains(his.Header("Location")![^32..], ids[0]);
        Assert.Equal([his.Header("Location")![^32..]], ids[1]);
        Assert.Empty(ids[2]);
        Assert.NotEqual(anns.Header("Location"), his.Header("Location"));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Contains(deleted.StatusCode, new[] { HttpStatusCode.NoContent, HttpStatusCode.Accepted });
        Assert.Contains(gone.StatusCode, new[] { HttpStatusCode.Gone, HttpStatusCode.OK });
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Too_many_unfinished_jobs_of_one_owner_are_429_and_no_matter_to_others()
    {
        await using var app = await StartAsync(
            job: job => (job.MaxUnfinishedPerOwner, job.MaxAttempts) = (1, 1),
            worker: services => services.AddJobs<WorkRequest, WorkResponse>("work")
        );
        using var first = await PostAsync(app, "sub=ann", "a");

        using var refused = await PostAsync(app, "sub=ann", "b");
        using var replay = await PostAsync(app, "sub=ann", "a");
        using var bobs = await PostAsync(app, "sub=bob", "a");
        using var anonymous = await PostAsync(app, "", "a");
        using var another = await PostAsync(app, "", "b");

        var problem = await refused.ReadProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(Reading.Types + "too-many-jobs", problem.GetProperty("type").GetString());
        Assert.Equal(1, problem.GetProperty("limit").GetInt32());
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Equal(first.Header("Location"), replay.Header("Location"));
        Assert.All([bobs, anonymous, another], each => Assert.Equal(HttpStatusCode.Accepted, each.StatusCode));

        static Task<HttpResponseMessage> PostAsync(TestApp app, string caller, string key) =>
            app.Client.SendAsync(
                "POST",
                "/jobs/work",
                Reading.Json("""{"message":"ping"}"""),
                ("Caller", caller),
                ("Idempotency-Key", key)
            );
    }

    [Fact]
    public async Task A_policy_of_the_type_holds_on_all_its_routes_and_is_enough_said()
    {
        await using var app = await StartAsync(job: job => job.AuthorizationPolicy = "admin");

        using var anonymous = await CreateAsync(app, "");
        using var known = await CreateAsync(app, "sub=ann");
        using var admitted = await CreateAsync(app, "sub=ann, role=admin");
        using var other = await SendAsync(app, "sub=ann", "PUT", "/jobs/ping");

        await anonymous.ReadProblemAsync(HttpStatusCode.Unauthorized);
        await known.ReadProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Accepted, admitted.StatusCode);
        await other.ReadProblemAsync(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    [Fact]
    public async Task A_type_may_let_everybody_call_whatever_the_application_demands()
    {
        await using var app = await StartAsync(
            job: job => job.AllowAnonymous = true,
            pipeline: app => app.MapControllers().RequireAuthorization()
        );

        using var created = await CreateAsync(app, "");

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.DoesNotContain(app.Logs, IsOurWarning);
    }

    [Fact]
    public async Task With_authentication_and_without_any_policy_there_is_a_warning()
    {
        await using var app = await StartAsync();

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
            StartAsync(job: job => job.AuthorizationPolicy = "missing")
        );
        var ofAdministrators = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            StartAsync(jobs => jobs.AdministratorPolicy = "missing")
        );
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            StartAsync(job: job => (job.AuthorizationPolicy, job.AllowAnonymous) = ("admin", true))
        );

        Assert.Contains("JobOptions.AuthorizationPolicy of 'ping'", ofType.Message, StringComparison.Ordinal);
        Assert.Contains("JobsOptions.AdministratorPolicy", ofAdministrators.Message, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(
        Action<JobsOptions>? configure = null,
        Action<JobOptions>? job = null,
        Action<WebApplication>? pipeline = null,
        Action<IServiceCollection>? worker = null
    ) =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    HeaderAuthentication.AddTo(services);
                    services
                        .AddAuthorizationBuilder()
                        .AddPolicy("admin", policy => policy.RequireClaim("role", "admin"));
                    services.AddJobs(configure).AddJobs<PingRequest, PingResponse, PingWorker>();
                    services.ConfigureAll(job ?? (_ => { }));
                    worker?.Invoke(services);
                },
                Pipeline = pipeline ?? (app => app.MapControllers()),
            }
        );

    private static Task<HttpResponseMessage> CreateAsync(TestApp app, string caller, string key = "key") =>
        app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("""{"message":"ping"}"""),
            ("Caller", caller),
            ("Idempotency-Key", key)
        );

    private static Task<HttpResponseMessage> SendAsync(
        TestApp app,
        string caller,
        string method,
        string path,
        params (string, string)[] headers
    ) => app.Client.SendAsync(method, path, null, [("Caller", caller), .. headers]);

    private static async Task<string?[]> IdsOfAsync(HttpResponseMessage list) =>
        [
            .. (await list.ReadJsonAsync())
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()),
        ];

    private static string[] HeadersOf(HttpResponseMessage response) =>
        [
            .. response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {header.Value}"),
        ];

    private static async Task<string[]> BodyOfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0
            ? []
            :
            [
                .. JsonDocument
                    .Parse(text)
                    .RootElement.EnumerateObject()
                    .Where(member => member.Name is not ("traceId" or "instance"))
                    .Select(member => $"{member.Name}: {member.Value}"),
            ];
    }

    private static bool IsOurWarning(Microsoft.Extensions.Logging.Testing.FakeLogRecord log) =>
        log.Level >= LogLevel.Warning && log.Category!.StartsWith("Extensions.Jobs", StringComparison.Ordinal);
}
