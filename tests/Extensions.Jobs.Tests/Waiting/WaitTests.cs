using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Waiting;

/// <summary>Waiting for the end of a job, or for its next version.</summary>
public sealed class WaitTests : EngineTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(17);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_wait_for_a_job_that_has_ended_answers_at_once()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var end = await host.RunAsync();

        Assert.Equal(end, await WaitAsync(host, end, Timeout.InfiniteTimeSpan));
        Assert.Equal(end, await WaitAsync(host, end, _timeout, end.Version));
        Assert.Equal(end, await WaitAsync(host, end, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_goes_on_over_changes_until_the_end()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var wait = WaitAsync(host, job, _timeout);
        var run = await Runs.NextAsync();
        run.Job.ReportProgress(50);
        await host.WhenAsync(job, status => status.Progress == 50);

        Assert.False(wait.IsCompleted);
        run.Return(new Answer());
        Assert.Equal(JobStatus.Succeeded, (await wait).Status);
    }

    [Fact]
    public async Task A_wait_for_another_version_answers_with_the_next_change()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var known = await host.Client.GetStatusAsync(job.Id, Cancelled);
        var wait = WaitAsync(host, job, _timeout, known.Version);

        run.Job.ReportProgress(50);
        var changed = await wait;
        var late = await WaitAsync(host, job, _timeout, known.Version);

        Assert.Equal((50, known.Version + 1), (changed.Progress, changed.Version));
        Assert.Equal(changed, late);
    }

    [Fact]
    public async Task A_wait_whose_time_is_up_answers_the_job_as_it_is()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var wait = WaitAsync(host, job, _timeout);
        run.Job.ReportProgress(50);
        var present = await host.WhenAsync(job, status => status.Progress == 50);

        await _clock.PassAsync(_timeout, Cancelled);

        Assert.Equal(present, await wait);
        Assert.Equal(present, await WaitAsync(host, job, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_wait_that_its_caller_gives_up_throws()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        using var gone = new CancellationTokenSource();
        var wait = host.Client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, null, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Waits_end_when_the_host_begins_to_stop()
    {
        var host = await StartAsync(
            Runs.Work,
            jobs: jobs => jobs.ShutdownGracePeriod = TimeSpan.FromSeconds(20),
            services: services => services.Set(_clock)
        );
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var wait = WaitAsync(host, job, Timeout.InfiniteTimeSpan);

        var stop = host.StopAsync();

        Assert.Equal(JobStatus.Running, (await wait).Status);
        Assert.Equal(JobStatus.Running, (await WaitAsync(host, job, Timeout.InfiniteTimeSpan)).Status);
        Assert.False(stop.IsCompleted);
        run.Return(new Answer());
        await stop;
    }

    [Fact]
    public async Task A_job_that_is_removed_during_the_wait_is_told_as_removed()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var wait = WaitAsync(host, job, Timeout.InfiniteTimeSpan);

        await host.Client.DeleteAsync(job.Id, null, Cancelled);
        await run.Told;
        run.Obey();

        await Assert.ThrowsAsync<JobRemovedException>(() => wait);
    }

    [Fact]
    public async Task A_job_that_is_forgotten_during_the_wait_is_told_as_unknown()
    {
        var repository = new ScriptedRepository(NewStore(_clock));
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock).Through(repository));
        var job = await host.CreateAsync();
        await Runs.NextAsync();
        var wait = WaitAsync(host, job, Timeout.InfiniteTimeSpan);

        repository.Finding = static (_, _) => Task.FromResult<IReadOnlyList<Job>>([]);
        await _clock.PassAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 2);

        await Assert.ThrowsAsync<JobNotFoundException>(() => wait);
    }

    [Fact]
    public async Task A_thousand_waits_for_one_job_all_hear_of_its_end()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var waits = Enumerable
            .Range(0, 1000)
            .Select(i => WaitAsync(host, job, i % 2 == 0 ? Timeout.InfiniteTimeSpan : _timeout))
            .ToArray();

        run.Return(new Answer());

        Assert.All(await Task.WhenAll(waits), end => Assert.Equal(JobStatus.Succeeded, end.Status));
    }

    [Fact]
    public async Task A_wait_may_be_longer_than_a_timer()
    {
        var day = TimeSpan.FromDays(1);
        var wait = _clock.SleepAsync(60 * day, Cancelled);

        await _clock.PassAsync(40 * day, Cancelled);
        await _clock.WhenAsleepAsync(20 * day, Cancelled);
        Assert.False(wait.IsCompleted);
        _clock.Advance(20 * day);

        await wait;
    }

    [Fact]
    public async Task A_sleep_that_is_ended_throws_nothing()
    {
        using var ended = new CancellationTokenSource();
        var sleep = _clock.SleepAsync(Timeout.InfiniteTimeSpan, ended.Token);

        await ended.CancelAsync();

        await sleep;
        await _clock.SleepAsync(TimeSpan.FromSeconds(1), ended.Token);
    }

    private Task<JobStatus> WaitAsync(EngineHost host, JobStatus job, TimeSpan timeout, long? known = null) =>
        host.Client.WaitAsync(job.Id, timeout, known, Cancelled);
}
