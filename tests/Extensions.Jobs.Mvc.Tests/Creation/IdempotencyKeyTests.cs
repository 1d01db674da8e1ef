using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Creation;

/// <summary>Which keys are keys, and when that is looked at.</summary>
public sealed class IdempotencyKeyTests
{
    private const string Input = """{"message":"hello"}""";

    public static TheoryData<string, string> Keys() =>
        new()
        {
            { "\"a\"", "a" },
            { "a", "a" },
            { "  a\t", "a" },
            { "8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324" },
            { "YQ==/+:@~!*", "YQ==/+:@~!*" },
            { "a\\b", "a\\b" },
            { "\"a, b; c\"", "a, b; c" },
            { "\"\\\"\\\\\"", "\"\\" },
            { new string('k', 255), new string('k', 255) },
        };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Quoted_or_bare_it_is_the_same_key(string header, string key)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await PostAsync(app, header);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(key, Assert.Single(jobs.Creations)?.IdempotencyKey);
    }

    public static TheoryData<string> NoKeys() =>
        [
            "\"\"",
            "\"a",
            "a\"",
            "\"a\";b=1",
            "\"a\", \"b\"",
            "a, b",
            "a;b",
            "a b",
            "\"a\\b\"",
            "\"a\\",
            "ä",
            "\"ä\"",
            ":YQ==:;a",
            new string('k', 256),
        ];

    [Theory]
    [MemberData(nameof(NoKeys))]
    public async Task All_else_is_400(string header)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await PostAsync(app, header);

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(Reading.Types + "idempotency-key-invalid", problem.GetProperty("type").GetString());
        Assert.Empty(jobs.Creations);
    }

    [Theory]
    [InlineData("Idempotency-Key: a\nIdempotency-Key: a")]
    [InlineData("Idempotency-Key:")]
    public async Task Two_lines_or_an_empty_one_are_400(string lines)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), new() { IsOnSocket = true });

        var answer = await RawHttp.SendAsync(
            app.Client.BaseAddress!,
            $"POST /jobs/ping HTTP/1.1\nContent-Type: application/json\nContent-Length: {Input.Length}\n{lines}\n\n{Input}"
        );

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("#idempotency-key-invalid", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_may_require_one_and_says_where_that_is_explained()
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs, Configure(job => job.RequireIdempotencyKey = true));

        using var without = await PostAsync(app);
        using var with = await PostAsync(app, "a");

        var problem = await without.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(Reading.Types + "idempotency-key-missing", problem.GetProperty("type").GetString());
        Assert.Equal($"<{Reading.Types}idempotency-key-missing>; rel=\"describedby\"", without.Header("Link"));
        Assert.Equal(HttpStatusCode.Accepted, with.StatusCode);
    }

    [Theory]
    [InlineData("text/csv", "{", 415, "about")]
    [InlineData("application/json", """{"message":"far too long for this type of job"}""", 413, "")]
    [InlineData("application/json", "{", 400, "idempotency-key-invalid")]
    [InlineData("application/json", "null", 400, "idempotency-key-invalid")]
    [InlineData(null, "", 400, "idempotency-key-invalid")]
    public async Task Media_type_and_size_come_before_it_and_the_content_after(
        string? contentType,
        string body,
        int status,
        string type
    )
    {
        await using var app = await TestApp.StartAsync(new FakeJobs(), Configure(job => job.MaxInputBytes = 40));

        using var response = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            contentType is null ? null : Reading.Json(body, contentType),
            ("Idempotency-Key", "a, b")
        );

        var problem = await response.ReadProblemAsync((HttpStatusCode)status);
        if (status == 400)
        {
            Assert.Equal(Reading.Types + type, problem.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task On_other_routes_it_is_not_looked_at()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Queued });

        using var response = await app.Client.SendAsync(
            "POST",
            $"/jobs/ping/{FakeJobs.Id}/cancel",
            null,
            ("Idempotency-Key", "a, b")
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Setup Configure(Action<JobOptions> configure) =>
        new() { Services = services => services.Configure("ping", configure) };

    private static Task<HttpResponseMessage> PostAsync(TestApp app, string? key = null) =>
        app.Client.SendAsync("POST", "/jobs/ping", Reading.Json(Input), key is null ? [] : [("Idempotency-Key", key)]);
}
