using System.Text.Json.Nodes;
using Extensions.Jobs.Packages.Tests.Packing;

namespace Extensions.Jobs.Packages.Tests.Consuming;

[Trait("Category", "Packages")]
public sealed class ConsumerTests(PackedPackages packages)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_front_a_back_and_a_caller_work_together()
    {
        var front = await Consumer.BuildAsync("Front", packages, Cancellation);
        var back = await Consumer.BuildAsync("Back", packages, Cancellation);
        var caller = await Consumer.BuildAsync("Caller", packages, Cancellation);
        string[] settings = [$"--ConnectionStrings:Jobs=Data Source={Path.Combine(front.Folder, "jobs.db")}"];

        var (running, address) = await RunningConsumer.StartAsync(
            front,
            [.. settings, "--urls=http://127.0.0.1:0"],
            "Now listening on: ",
            Cancellation
        );
        await using var _ = running;
        var (works, _) = await RunningConsumer.StartAsync(back, settings, "Application started", Cancellation);
        await using var __ = works;

        Assert.Equal("pong", (await caller.RunAsync([$"{address}/jobs/ping"], Cancellation)).Trim());
        await AssertDescribedAsync(new Uri($"{address}/openapi/v1.json"));
        Assert.False(await back.NeedsAspNetCoreAsync(Cancellation));
        Assert.False(await caller.NeedsAspNetCoreAsync(Cancellation));
    }

    [Fact]
    public async Task An_author_of_a_provider_runs_the_suite()
    {
        var provider = await Consumer.BuildAsync("Provider", packages, Cancellation);

        var report = await provider.RunAsync([], Cancellation);

        Assert.Matches("Total: [1-9][0-9]+, Errors: 0, Failed: 0", report);
    }

    private static async Task AssertDescribedAsync(Uri address)
    {
        using var http = new HttpClient();
        var document = JsonNode.Parse(await http.GetStringAsync(address, Cancellation))!;

        Assert.NotNull(document["paths"]!["/jobs/ping/{id}"]!["get"]!["responses"]!["303"]);
    }
}
