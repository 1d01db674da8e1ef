namespace MvcDemo.Tests.Running;

public sealed class KilledDemoTests
{
    [Fact]
    public async Task A_job_outlives_the_process_that_ran_it()
    {
        await using var demo = new RunningDemo();
        await demo.StartAsync();
        var job = await demo.SubmitAsync("ping", new { message = "hello", seconds = 30 });
        await demo.UntilAsync(job, document => (int?)document["progress"] >= 20);

        await demo.Process.KillAsync();
        await demo.StartAsync();

        var again = await demo.UntilAsync(job, document => (int?)document["attempt"] == 2);
        Assert.Equal("running", (string?)again["status"]);
        var output = await demo.OutputAsync(job);
        Assert.Equal("pong", (string?)output["message"]);
    }
}
