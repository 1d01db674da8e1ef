using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Waiting;

/// <summary>How <c>Prefer</c> is read, and what of it is followed.</summary>
public sealed class PreferenceTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData("respond-async", "respond-async")]
    [InlineData("Respond-Async", "respond-async")]
    [InlineData("respond-async; foo=bar", "respond-async")]
    [InlineData("respond-async=\"\"", "respond-async")]
    [InlineData("wait=5", "wait=5")]
    [InlineData("WAIT = 5", "wait=5")]
    [InlineData("wait=\"5\"", "wait=5")]
    [InlineData("wait=\"\\5\"", "wait=5")]
    [InlineData("wait=0", "wait=0")]
    [InlineData("wait=007", "wait=7")]
    [InlineData("wait=99", "wait=30")]
    [InlineData("wait=99999999999999999999", "wait=30")]
    [InlineData("wait=5, wait=6", "wait=5")]
    [InlineData("wait=x, wait=6", null)]
    [InlineData("wait=", null)]
    [InlineData("wait", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=+1", null)]
    [InlineData("wait=1.5", null)]
    [InlineData("wait=5; a; b=\"c, d;\" ; , return=minimal", "wait=5, return=minimal")]
    [InlineData("return=minimal", "return=minimal")]
    [InlineData("return=representation", "return=representation")]
    [InlineData("return=minimal, return=representation", null)]
    [InlineData("return=other, return=minimal", null)]
    [InlineData("return=Minimal", null)]
    [InlineData("foo=\"wait=5, \", , wait=6", "wait=6")]
    [InlineData("foo=\"wait=5, wait=6", null)]
    [InlineData("=5, wait=6", "wait=6")]
    [InlineData("handling=strict, wait=6", "wait=6, handling=strict")]
    [InlineData("handling=lenient", null)]
    [InlineData("unknown, respond-async", "respond-async")]
    public async Task Of_a_creation_it_tells_what_was_followed(string prefer, string? applied)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        using var response = await PostAsync(app, prefer);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(applied, response.Header("Preference-Applied"));
    }

    [Fact]
    public async Task Several_lines_are_one_list()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Running },
            new() { IsOnSocket = true }
        );

        var answer = await RawHttp.SendAsync(
            app.Client.BaseAddress!,
            $"GET {Job} HTTP/1.1\nPrefer: foo\nPrefer: wait=4\nPrefer: wait=5"
        );

        Assert.Contains("Preference-Applied: wait=4\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("handling=strict, foo=1", "foo")]
    [InlineData("handling=strict, wait=soon", "wait")]
    [InlineData("wait, handling=\"strict\"", "wait")]
    [InlineData("return=all, Handling=strict", "return")]
    [InlineData("handling=strict, =5", "Prefer")]
    [InlineData("handling=strict, respond-async=yes", "respond-async")]
    public async Task Strictly_what_is_not_understood_is_refused(string prefer, string parameter)
    {
        var jobs = new FakeJobs();
        await using var app = await TestApp.StartAsync(jobs);

        using var response = await PostAsync(app, prefer);

        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(Reading.Types + "preference-refused", problem.GetProperty("type").GetString());
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Empty(jobs.Creations);
    }

    [Fact]
    public async Task Only_a_creation_can_be_strict()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = Stage.Running });

        using var response = await app.Client.SendAsync("GET", Job, null, ("Prefer", "handling=strict, foo"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(response.Header("Preference-Applied"));
    }

    [Fact]
    public async Task A_minimal_answer_to_a_creation_has_its_headers_and_no_body()
    {
        await using var app = await TestApp.StartAsync(new FakeJobs());

        using var response = await PostAsync(app, "return=minimal");

        Assert.Equal(Job, response.Header("Location"));
        Assert.Equal($"<{Job}>; rel=\"monitor\"", response.Header("Link"));
        Assert.NotNull(response.Header("Retry-After"));
        Assert.Null(response.Header("Content-Location"));
        Assert.Null(response.Header("Content-Type"));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("return=representation", Stage.Succeeded, 200, "return=representation")]
    [InlineData("return=representation", Stage.Failed, 200, "return=representation")]
    [InlineData("return=representation", Stage.Deleted, 204, null)]
    [InlineData("return=minimal", Stage.Succeeded, 204, "return=minimal")]
    [InlineData("return=minimal, respond-async", Stage.Succeeded, 204, "return=minimal")]
    [InlineData("wait=1", Stage.Succeeded, 204, null)]
    public async Task Who_deletes_an_output_may_have_the_document(
        string prefer,
        Stage stage,
        int status,
        string? applied
    )
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });

        using var response = await app.Client.SendAsync("DELETE", $"{Job}/output", null, ("Prefer", prefer));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(applied, response.Header("Preference-Applied"));
        Assert.Equal(status == 200 ? Job : null, response.Header("Content-Location"));
        if (status == 200)
        {
            Assert.Equal(FakeJobs.Id, (await response.ReadJsonAsync()).GetProperty("id").GetString());
        }
    }

    private static Task<HttpResponseMessage> PostAsync(TestApp app, string prefer) =>
        app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"hello"}"""), ("Prefer", prefer));
}
