using System.Diagnostics;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A run that takes too long, and how long a worker that was told to stop may still take.</summary>
public sealed class TimeoutTests : EngineTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromHours(7);
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(13);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_run_that_takes_too_long_is_told_to_stop_and_why()
    {
        var host = await StartAsync(job => job.MaxAttempts = 1);
        using var request = new Activity("request").Start();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        await _clock.PassAsync(_timeout, Cancelled);
        await run.Told;
        Assert.Equal(JobStopCause.TimedOut, run.Job.StopCause);
        run.Obey();
        var end = await host.EndOfAsync(job);

        Assert.Equal((JobStatus.Failed, JobErrorTypes.TimedOut), (end.Status, end.Error!.Type));
        Assert.Equal("One attempt may take 07:00:00.", end.Error.Detail);
        Assert.Equal(request.TraceId.ToString(), end.Error.TraceId);
    }

    [Fact]
    public async Task A_run_that_took_too_long_is_tried_again()
    {
        var host = await StartAsync(job => job.RetryDelay = TimeSpan.Zero);
        var job = await host.CreateAsync();
        var first = await Runs.NextAsync();
        await _clock.PassAsync(_timeout, Cancelled);
        await first.Told;
        first.Obey();

        var second = await Runs.NextAsync();
        second.Return(new Answer());
        var end = await host.EndOfAsync(job);

        Assert.Equal((JobStatus.Succeeded, 2), (end.Status, end.Attempt));
    }

    [Fact]
    public async Task A_result_within_the_grace_period_counts()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await _clock.PassAsync(_timeout, Cancelled);
        await run.Told;

        run.Return(new Answer("just so"));
        var end = await host.EndOfAsync(job);

        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task After_the_grace_period_the_job_ends_without_its_worker_whose_late_result_is_refused()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;

        await _clock.PassAsync(_grace, Cancelled);
        var end = await host.EndOfAsync(job);
        run.Job.ReportProgress(50, "still here");
        run.Job.ReportIssue("too late");
        run.Return(new Answer("too late"));
        await host.StopAsync();

        Assert.Equal((JobStatus.Cancelled, JobStatusOutput.None), (end.Status, end.Output.State));
        Assert.Equal(end.Version, (await host.HeaderOfAsync(job)).Version);
    }

    [Fact]
    public async Task The_slot_of_a_worker_that_ignores_its_stop_stays_taken_until_it_returns()
    {
        var host = await StartAsync(job => job.MaxConcurrency = 1);
        var ignored = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var next = await host.CreateAsync();
        await host.Client.DeleteAsync(ignored.Id, cancellationToken: Cancelled);
        await run.Told;
        await _clock.PassAsync(_grace, Cancelled);
        await host.Client.RemovalOfAsync(ignored, Cancelled);

        // Two polls: the claim has been called with no free slot, and called again.
        await _clock.PassAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 2);
        await _clock.WhenAsleepAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 2);
        Assert.Equal(0, Runs.Waiting);
        Assert.Equal(JobStatus.Queued, (await host.Client.GetStatusAsync(next.Id, Cancelled)).Status);

        run.Return(new Answer());
        Assert.Equal(next.Id, (await Runs.NextAsync()).Job.Id);
    }

    [Fact]
    public async Task A_grace_period_without_end_waits_for_the_worker()
    {
        var host = await StartAsync(job => job.CancellationGracePeriod = Timeout.InfiniteTimeSpan);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(JobStatus.Cancelling, (await host.Client.GetStatusAsync(job.Id, Cancelled)).Status);

        run.Return(new Answer());
        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task Without_a_grace_period_the_job_ends_at_once()
    {
        var host = await StartAsync(job => job.CancellationGracePeriod = TimeSpan.Zero);
        var job = await host.CreateAsync();
        await Runs.NextAsync();

        await host.Client.CancelAsync(job.Id, Cancelled);

        Assert.Equal(JobStatus.Cancelled, (await host.EndOfAsync(job)).Status);
    }

    private Task<EngineHost> StartAsync(Action<JobOptions>? more = null) =>
        StartAsync(
            Runs.Work,
            job =>
            {
                job.ExecutionTimeout = _timeout;
                job.CancellationGracePeriod = _grace;
                more?.Invoke(job);
            },
            // The time-out must not also end the lease, which would then decide the end.
            jobs => jobs.LeaseDuration = TimeSpan.FromDays(1),
            services: services => services.Set(_clock)
        );
}
