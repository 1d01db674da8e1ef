using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;

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
        await using var app = await CallersApp.StartAsync();
        using var created = await app.CreateAsync("sub=ann");
        var job = created.Header("Location")!;

        foreach (var caller in new[] { "sub=bob", "sub=Ann", "", "id=bob, sub=ann" })
        {
            foreach (var header in new[] { ("Prefer", "wait=5"), ("If-Match", "\"1.1\""), ("If-None-Match", "*") })
            {
                using var anothers = await app.SendAsync(caller, method, job + route, header);
                using var never = await app.SendAsync(caller, method, $"/jobs/ping/{NeverIssued}{route}", header);

                Assert.Equal(HttpStatusCode.NotFound, anothers.StatusCode);
                Assert.Equal(never.AllHeaders(), anothers.AllHeaders());
                Assert.Equal(await BodyOfAsync(never), await BodyOfAsync(anothers));
            }
        }

        using var still = await app.SendAsync("sub=ann", "GET", job + "?redirect=false");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Anonymous_callers_are_one_owner_together()
    {
        await using var app = await CallersApp.StartAsync();
        using var created = await app.CreateAsync("");

        using var anonymous = await app.SendAsync("", "GET", created.Header("Location") + "?redirect=false");
        using var known = await app.SendAsync("sub=ann", "GET", created.Header("Location") + "?redirect=false");

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
        await using var app = await CallersApp.StartAsync();
        caller = caller == "long" ? "sub=" + new string('a', 257) : caller;

        using var create = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("{", "text/csv"),
            ("Caller", caller)
        );
        using var get = await app.SendAsync(caller, "GET", $"/jobs/ping/{NeverIssued}");

        await create.ReadProblemAsync(HttpStatusCode.Forbidden);
        await get.ReadProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_application_may_say_how_an_owner_is_taken()
    {
        await using var app = await CallersApp.StartAsync(jobs =>
            jobs.Owner = caller => caller.FindFirst("iss")?.Value + "|" + caller.FindFirst("sub")?.Value
        );
        using var created = await app.CreateAsync("sub=ann, iss=x");

        using var own = await app.SendAsync("sub=ann, iss=x", "GET", created.Header("Location")!);
        using var others = await app.SendAsync("sub=ann, iss=y", "GET", created.Header("Location")!);

        Assert.NotEqual(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
    }

    [Fact]
    public async Task Too_many_unfinished_jobs_of_one_owner_are_429_and_no_matter_to_others()
    {
        await using var app = await CallersApp.StartAsync(
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
}
