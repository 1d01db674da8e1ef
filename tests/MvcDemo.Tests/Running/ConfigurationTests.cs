namespace MvcDemo.Tests.Running;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Options_of_a_type_are_read_from_its_section()
    {
        await using var demo = new RunningDemo { Environment = { ["Jobs__Types__ping__MaxAttempts"] = "1" } };
        await demo.StartAsync();

        var job = await demo.SubmitAsync("ping", new { message = "crash", seconds = 0 });

        var document = await demo.UntilAsync(job, RunningDemo.IsFinal);
        Assert.Equal("failed", (string?)document["status"]);
        Assert.EndsWith("worker-error", (string?)document["error"]!["type"], StringComparison.Ordinal);
        Assert.Null(document["attempt"]);
    }

    [Fact]
    public async Task Options_of_all_jobs_are_read_from_the_section_Jobs()
    {
        await using var demo = new RunningDemo
        {
            Environment = { ["Jobs__ProblemTypeBase"] = "https://example.com/p#" },
        };
        await demo.StartAsync();

        using var response = await demo.Client.GetAsync("jobs/ping/none", TestContext.Current.CancellationToken);

        var problem = await RunningDemo.ReadAsync(response);
        Assert.Equal("https://example.com/p#job-not-found", (string?)problem["type"]);
    }
}
