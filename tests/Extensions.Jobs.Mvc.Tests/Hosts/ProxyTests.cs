using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Extensions.Jobs.Mvc.Tests.Hosts;

/// <summary>Behind a proxy that says where the application is seen from outside.</summary>
public sealed class ProxyTests
{
    private const string Job = $"/jobs/ping/{FakeJobs.Id}";

    private static readonly (string, string)[] _forwarded =
    [
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "public.example"),
        ("X-Forwarded-Prefix", "/app"),
    ];

    [Fact]
    public async Task A_forwarded_prefix_stands_before_links_and_a_forwarded_host_in_none()
    {
        await using var app = await StartAsync(Stage.Succeeded, isForwarded: true);

        using var redirect = await app.Client.SendAsync("GET", Job, null, _forwarded);
        using var created = await app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("""{"message":"a"}"""),
            _forwarded
        );
        using var problem = await app.Client.SendAsync("POST", $"{Job}/cancel", null, _forwarded);

        Assert.Equal($"/app{Job}/output", redirect.Header("Location"));
        Assert.Equal(
            $"/app{Job}",
            (await redirect.ReadJsonAsync()).GetProperty("links").GetProperty("self").GetString()
        );
        Assert.Equal($"/app{Job}", created.Header("Location"));
        Assert.Equal($"</app{Job}>; rel=\"monitor\"", created.Header("Link"));
        Assert.Equal($"/app{Job}/cancel", (await problem.ReadJsonAsync()).GetProperty("instance").GetString());
        Assert.DoesNotContain("public.example", redirect.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_forwarded_counts_where_the_application_does_not_ask_for_it()
    {
        await using var app = await StartAsync(Stage.Succeeded, isForwarded: false);

        using var redirect = await app.Client.SendAsync("GET", Job, null, _forwarded);

        Assert.Equal($"{Job}/output", redirect.Header("Location"));
        Assert.DoesNotContain("public.example", redirect.ToString(), StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(Stage stage, bool isForwarded) =>
        TestApp.StartAsync(
            new FakeJobs { Stage = stage },
            new Setup
            {
                Pipeline = app =>
                {
                    if (isForwarded)
                    {
                        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
                        options.KnownIPNetworks.Clear();
                        options.KnownProxies.Clear();
                        app.UseForwardedHeaders(options);
                    }

                    app.MapControllers();
                },
            }
        );
}
