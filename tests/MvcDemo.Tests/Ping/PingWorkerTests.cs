using Extensions.Jobs;
using Microsoft.Extensions.Time.Testing;
using MvcDemo.Ping;

namespace MvcDemo.Tests.Ping;

public sealed class PingWorkerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedJob _job = new();

    [Fact]
    public async Task Answers_pong_after_ten_steps()
    {
        var run = RunAsync(new PingRequest("hello", 20));

        for (var step = 1; step <= 10; step++)
        {
            Assert.False(run.IsCompleted);
            await NextStepAsync(TimeSpan.FromSeconds(2), step);
        }

        var result = await run;
        Assert.Equal(JobExecutionKind.Succeeded, result.Kind);
        Assert.Equal(new PingResponse("pong"), result.Output);
    }

    [Fact]
    public async Task Fails_with_a_public_error_at_the_end_of_its_time()
    {
        var run = RunAsync(new PingRequest("fail", 1));

        await AllStepsAsync(run);

        var result = await run;
        Assert.Equal(JobExecutionKind.Failed, result.Kind);
        Assert.Equal("The ping failed", result.Error!.Title);
    }

    [Fact]
    public async Task Crashes_at_the_end_of_its_time()
    {
        var run = RunAsync(new PingRequest("crash", 1));

        await AllStepsAsync(run);

        await Assert.ThrowsAsync<InvalidOperationException>(() => run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Fail")]
    [InlineData(" crash")]
    public async Task Answers_pong_to_every_other_message_without_delay_if_asked(string message)
    {
        var result = await RunAsync(new PingRequest(message, 0));

        Assert.Equal(new PingResponse("pong"), result.Output);
        Assert.Equal(10, _job.ReportsSoFar().Count);
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var run = new PingWorker(_time).ExecuteAsync(new PingRequest("hello", 20), _job, cancelled.Token);
        await NextStepAsync(TimeSpan.FromSeconds(2), 1);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(3600)]
    public void Estimates_the_seconds_that_were_asked_for(double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            new PingWorker(_time).EstimateDuration(new PingRequest("hello", seconds))
        );

    private Task<JobExecutionResult<PingResponse>> RunAsync(PingRequest request) =>
        new PingWorker(_time).ExecuteAsync(request, _job, TestContext.Current.CancellationToken);

    private async Task AllStepsAsync(Task run)
    {
        for (var step = 1; step <= 10; step++)
        {
            Assert.False(run.IsCompleted);
            await NextStepAsync(TimeSpan.FromSeconds(0.1), step);
        }
    }

    private async Task NextStepAsync(TimeSpan length, int step)
    {
        _time.Advance(length);
        var report = await _job.NextReportAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new RecordedJob.Report(10 * step, $"step {step} of 10"), report);
    }
}
