using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>What scripts of other origins may read.</summary>
public sealed class CrossOriginTests
{
    private const string Origin = "https://app.example";
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private static readonly string[] _exposed =
    [
        "Content-Location",
        "ETag",
        "Link",
        "Location",
        "Preference-Applied",
        "Retry-After",
    ];

    [Theory]
    [InlineData("POST", "/jobs/ping", 202)]
    [InlineData("GET", $"{Job}?redirect=false", 200)]
    [InlineData("GET", $"{Job}/output", 404)]
    [InlineData("GET", $"{Job}?redirect=maybe", 400)]
    public async Task One_call_exposes_all_headers_that_our_answers_say_something_in(
        string method,
        string path,
        int status
    )
    {
        await using var app = await StartAsync();

        using var response = await app.Client.SendAsync(
            method,
            path,
            method == "POST" ? Reading.Json("""{"message":"a"}""") : null,
            ("Origin", Origin),
            ("Prefer", "respond-async")
        );

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Origin, response.Header("Access-Control-Allow-Origin"));
        var exposed = response.Header("Access-Control-Expose-Headers")!.Split(',');
        Assert.Equal([.. _exposed, "X-Own"], exposed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_header_that_is_not_safe_for_scripts_by_itself_is_exposed()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("""{"message":"a"}"""),
            ("Prefer", "respond-async")
        );

        string[] ours = [.. response.Headers.Concat(response.Content.Headers).Select(header => header.Key)];
        string[] safe = ["Cache-Control", "Content-Length", "Content-Type"]; // Fetch standard
        Assert.Equal(
            ["Content-Location", "Link", "Location", "Preference-Applied", "Retry-After"],
            ours.Except([.. safe, "Vary"]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task It_allows_no_other_origin()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.SendAsync("GET", Job, null, ("Origin", "https://evil.example"));

        Assert.Null(response.Header("Access-Control-Allow-Origin"));
    }

    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(
            new FakeJobs { Stage = Stage.Running },
            new Setup
            {
                Services = services =>
                    services.AddCors(cors =>
                        cors.AddDefaultPolicy(policy =>
                            policy.WithOrigins(Origin).WithExposedHeaders("X-Own").WithExposedJobHeaders()
                        )
                    ),
                Pipeline = app =>
                {
                    app.UseCors();
                    app.MapControllers();
                },
            }
        );
}
