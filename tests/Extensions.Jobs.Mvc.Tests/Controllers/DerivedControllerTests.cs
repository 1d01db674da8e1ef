using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Extensions.Jobs.Mvc.Tests.Controllers;

/// <summary>A class that derives from the controller of a job takes its place.</summary>
public sealed class DerivedControllerTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    [Theory]
    [InlineData(typeof(Plain))]
    [InlineData(typeof(WithApiBehaviour))]
    public async Task Without_a_route_it_keeps_those_of_its_name(Type controller)
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Succeeded },
            new Setup { Controllers = [controller] }
        );

        using var created = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));
        using var status = await app.Client.SendAsync("HEAD", Job);
        using var refused = await app.Client.SendAsync("PUT", Job);
        using var bad = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("null"));

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.Equal("derived", created.Header("X-Filter"));
        Assert.Equal(HttpStatusCode.RedirectMethod, status.StatusCode);
        await refused.ReadProblemAsync(HttpStatusCode.MethodNotAllowed);
        await bad.ReadProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task With_a_route_it_is_there_and_links_lead_there()
    {
        await using var app = await TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Queued },
            new Setup { Controllers = [typeof(Elsewhere)] }
        );

        using var created = await app.Client.SendAsync("POST", "/t/a/pings", Reading.Json("""{"message":"a"}"""));
        using var usual = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));
        using var refused = await app.Client.SendAsync("PATCH", $"/t/a/pings/{FakeJobs.Id}");

        Assert.Equal($"/t/a/pings/{FakeJobs.Id}", created.Header("Location"));
        var links = (await created.ReadJsonAsync()).GetProperty("links");
        Assert.Equal($"/t/a/pings/{FakeJobs.Id}/cancel", links.GetProperty("cancel").GetString());
        Assert.Equal(HttpStatusCode.NotFound, usual.StatusCode);
        Assert.Equal("DELETE, GET, HEAD", refused.Header("Allow"));
    }

    [Fact]
    public async Task It_may_override_an_action_and_add_its_own()
    {
        var jobs = new FakeJobs { Stage = Stage.Queued };
        await using var app = await TestApp.StartAsync(jobs, new Setup { Controllers = [typeof(Extended)] });

        using var refused = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"no"}"""));
        using var invalid = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("[]"));
        using var created = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));
        using var extra = await app.Client.SendAsync("PUT", $"{Job}/again");
        using var other = await app.Client.SendAsync("PUT", Job);
        using var notAllowed = await app.Client.SendAsync("PATCH", Job);
        jobs.Stage = Stage.Unknown;
        using var unknown = await app.Client.SendAsync("PUT", $"{Job}/again");

        await refused.ReadProblemAsync(HttpStatusCode.Forbidden);
        await invalid.ReadProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, extra.StatusCode);
        Assert.Equal(Job, (await extra.ReadJsonAsync()).GetProperty("links").GetProperty("self").GetString());
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Equal("DELETE, GET, HEAD, PUT", notAllowed.Header("Allow"));
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task MVC_finds_it_by_itself()
    {
        await using var app = await TestApp.StartAsync(
            new Setup
            {
                ApplicationName = typeof(DerivedControllerTests).Assembly.GetName().Name,
                Services = services => services.AddJobs<FoundInput, NoOutput, FoundWorker>("found"),
            }
        );

        using var response = await app.Client.SendAsync("POST", "/jobs/found", Reading.Json("{}"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("derived", response.Header("X-Filter"));
    }

    [Fact]
    public async Task One_of_a_job_that_is_not_declared_keeps_the_host_from_starting()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            TestApp.StartAsync(
                new Setup
                {
                    Controllers = [typeof(Plain)],
                    Services = services => services.AddJobs<FoundInput, NoOutput, FoundWorker>("found"),
                }
            )
        );

        Assert.Contains(typeof(Plain).FullName!, failure.Message, StringComparison.Ordinal);
        Assert.Contains("services.AddJobs<PingRequest, PingResponse, …>()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_job_that_has_a_worker_but_no_routes_keeps_the_host_from_starting()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            TestApp.StartAsync(
                new Setup
                {
                    Controllers = [typeof(Plain)],
                    Services = services =>
                        services
                            .AddJobs<FoundInput, NoOutput, FoundWorker>("found")
                            .AddWorker<PingRequest, PingResponse, PingWorker>(),
                }
            )
        );

        Assert.Contains("AddWorker alone is not enough", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_one_job_keep_the_host_from_starting()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            TestApp.StartAsync(new FakeJobs(), new Setup { Controllers = [typeof(Plain), typeof(Elsewhere)] })
        );

        Assert.Contains("JobsController<PingRequest, PingResponse>", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Elsewhere), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_routes_keep_the_host_from_starting()
    {
        var failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
            TestApp.StartAsync(new FakeJobs(), new Setup { Controllers = [typeof(TwoRoutes)] })
        );

        Assert.Contains("more than one [Route]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_of_its_own_that_creates_keeps_to_the_rules_of_the_type()
    {
        await using var app = await TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                    services.AddJobs<PingRequest, PingResponse, PingWorker>(job => job.MaxInputBytes = 100),
                Controllers = [typeof(Extended)],
            }
        );

        using var created = await SendAsync(length: 10, "k");
        using var large = await SendAsync(length: 100, "l");
        using var badKey = await SendAsync(length: 10, "a,b");

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        await large.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await badKey.ReadProblemAsync(HttpStatusCode.BadRequest);

        Task<HttpResponseMessage> SendAsync(int length, string key) =>
            app.Client.SendAsync(
                "POST",
                "/jobs/ping/anew",
                Reading.Json($$"""{"message":"{{new string('a', length)}}"}"""),
                ("Idempotency-Key", key)
            );
    }

    [Marked]
    public sealed class Plain(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);

    [ApiController]
    [Marked]
    public sealed class WithApiBehaviour(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);

    [Route("t/{tenant}/pings")]
    public sealed class Elsewhere(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);

    [Route("one")]
    [Route("two")]
    public sealed class TwoRoutes(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client);

    public sealed class Extended(IJobClient<PingRequest, PingResponse> client)
        : JobsController<PingRequest, PingResponse>(client)
    {
        public override async Task<IActionResult> Create(PingRequest input, CancellationToken cancellationToken) =>
            input.Message == "no" ? StatusCode(403) : await base.Create(input, cancellationToken);

        [HttpPut("{id}/again")]
        public Task<IActionResult> Again(string id, CancellationToken cancellationToken) =>
            GetStatus(id, redirect: false, cancellationToken);

        [HttpPost("anew")]
        public Task<IActionResult> Anew([FromBody] PingRequest input, CancellationToken cancellationToken) =>
            base.Create(input, cancellationToken);

        [HttpPut("{id}")]
        public NoContentResult Replace(string id) => NoContent();
    }
}

public sealed record FoundInput;

public sealed class FoundWorker : IWorker<FoundInput, NoOutput>
{
    public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
        FoundInput input,
        JobContext job,
        CancellationToken cancellationToken
    ) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value);
}

/// <summary>The only controller that MVC finds in this assembly.</summary>
[Marked]
public sealed class FoundJobs(IJobClient<FoundInput, NoOutput> client) : JobsController<FoundInput, NoOutput>(client);

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkedAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context) =>
        context.HttpContext.Response.Headers["X-Filter"] = "derived";
}
