using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>When a failed attempt is followed by another.</summary>
public sealed class RetryTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(6, 160)]
    [InlineData(7, 300)]
    [InlineData(8, 300)]
    [InlineData(int.MaxValue, 300)]
    public void The_wait_is_doubled_with_each_attempt_up_to_the_longest(int attempt, double seconds)
    {
        var options = new JobOptions();

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryDelay.After(options, attempt, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 0.8), RetryDelay.After(options, attempt, 0));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 1.2), RetryDelay.After(options, attempt, 1));
    }

    [Fact]
    public void A_wait_longer_than_time_itself_is_as_long_as_can_be()
    {
        var options = new JobOptions { RetryDelay = TimeSpan.MaxValue, MaxRetryDelay = TimeSpan.MaxValue };

        Assert.InRange(RetryDelay.After(options, 9, 1), TimeSpan.FromDays(36_500), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task The_time_of_the_next_attempt_is_stored_and_kept()
    {
        var host = await StartAsync(
            Runs.Work,
            job => job.RetryDelay = TimeSpan.FromSeconds(4),
            jobs => jobs.PollingInterval = TimeSpan.FromHours(1),
            services => services.Set(_clock)
        );
        var job = await host.CreateAsync();
        (await Runs.NextAsync()).Throw(new InvalidOperationException());
        var waiting = await host.WhenAsync(job, status => status.Due is not null);

        Assert.Equal((JobStatus.Queued, null), (waiting.Status, waiting.Attempt));
        var wait = waiting.Due!.Value - _clock.GetUtcNow();
        Assert.InRange(wait, TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(4.8));
        var stored = await host.HeaderOfAsync(job);
        Assert.Equal((waiting.Due, 1), (stored.Due, stored.Attempt));

        // No poll: the node that wrote the time wakes the queue at it.
        await _clock.PassAsync(wait, Cancelled);
        var second = await Runs.NextAsync();
        Assert.Equal(2, second.Job.Attempt);
        Assert.Null((await host.WhenAsync(job, status => status.Status == JobStatus.Running)).Due);
    }

    [Fact]
    public async Task Attempts_are_counted_when_they_begin()
    {
        var host = await StartAsync(Runs.Work, job => job.RetryDelay = TimeSpan.Zero);
        var job = await host.CreateAsync();
        var first = await Runs.NextAsync();
        var during = await host.HeaderOfAsync(job);
        first.Throw(new InvalidOperationException());

        var second = await Runs.NextAsync();
        var status = await host.WhenAsync(job, status => status.Attempt == 2);

        Assert.Equal(1, during.Attempt);
        Assert.Equal(2, second.Job.Attempt);
        Assert.Equal(JobStatus.Running, status.Status);
    }

    [Fact]
    public async Task A_worker_sees_its_last_attempt_coming()
    {
        var host = await StartAsync(
            Scripts.Do(job =>
                job.Attempt == job.MaxAttempts ? new Answer("with less") : throw new InvalidOperationException()
            ),
            job => (job.MaxAttempts, job.RetryDelay) = (4, TimeSpan.Zero)
        );

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 4), (end.Status, end.Attempt));
    }

    [Fact]
    public async Task A_failed_attempt_whose_wait_has_no_end_fails_nothing_else()
    {
        var host = await StartAsync(
            Scripts.Do(_ => throw new InvalidOperationException()),
            job => (job.RetryDelay, job.MaxRetryDelay) = (TimeSpan.MaxValue, TimeSpan.MaxValue)
        );

        var waiting = await host.WhenAsync(await host.CreateAsync(), job => job.Due is not null);

        Assert.Equal(JobStatus.Queued, waiting.Status);
    }
}
