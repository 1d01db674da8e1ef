using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Upkeep;

/// <summary>Where ids can be lost on their way, jobs that are stored and due are enqueued again.</summary>
public sealed class RequeueTests : EngineTests
{
    private static readonly TimeSpan _requeueAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(4);

    private readonly TestClock _clock = new();
    private readonly ScriptedRepository _repository;
    private readonly LossyQueue _queue;

    public RequeueTests()
    {
        _repository = new ScriptedRepository(NewStore(_clock));
        _queue = new LossyQueue(_repository, _clock);
    }

    [Fact]
    public async Task A_job_whose_id_arrives_runs_at_once_and_is_published_once()
    {
        var host = await StartAsync(Scripts.Echo);

        var end = await host.RunAsync();
        await PassAsync(_requeueAfter + _recovery);

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(1, _queue.Published[end.Id]);
    }

    [Fact]
    public async Task A_job_whose_id_was_lost_is_enqueued_again_and_runs()
    {
        _queue.Loses = static _ => true;
        var host = await StartAsync(Scripts.Echo);
        var jobs = new[] { await host.CreateAsync(), await host.CreateAsync(), await host.CreateAsync() };
        await _queue.WhenPublishedAsync(3, Cancelled);
        await PassAsync(_requeueAfter - _recovery);
        Assert.All(_queue.Published.Values, times => Assert.Equal(1, times));

        _queue.Loses = static _ => false;
        await PassAsync(_recovery);

        foreach (var job in jobs)
        {
            Assert.Equal((JobStatus.Succeeded, null), Of(await host.EndOfAsync(job)));
            Assert.Equal(2, _queue.Published[job.Id]);
        }
    }

    [Fact]
    public async Task A_backlog_that_waits_is_not_published_again()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxConcurrency = 1);
        await host.CreateAsync();
        await Runs.NextAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.CreateAsync();
        }

        await _queue.WhenPublishedAsync(11, Cancelled);
        await PassAsync(_requeueAfter * 3);

        Assert.All(_queue.Published.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Of_a_backlog_only_as_many_as_are_missing_are_published_again()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxConcurrency = 1);
        await host.CreateAsync();
        await Runs.NextAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.CreateAsync();
        }

        await _queue.WhenPublishedAsync(11, Cancelled);
        _queue.Loses = static _ => true;
        await host.CreateAsync();
        await host.CreateAsync();
        await _queue.WhenPublishedAsync(13, Cancelled);
        _queue.Loses = static _ => false;
        await PassAsync(_requeueAfter * 3);

        Assert.Equal(13 + 2, _queue.Published.Values.Sum());
    }

    [Fact]
    public async Task A_retry_whose_id_was_lost_runs_in_the_end()
    {
        var host = await StartAsync(
            Scripts.Do(job => job.Attempt == 1 ? throw new InvalidOperationException() : new Answer()),
            job => job.RetryDelay = TimeSpan.Zero
        );
        _queue.Loses = job => job.Attempt == 1;
        var job = await host.CreateAsync();
        await _queue.WhenPublishedAsync(2, Cancelled);

        _queue.Loses = static _ => false;
        await PassAsync(_requeueAfter + (_recovery * 2));

        Assert.Equal((JobStatus.Succeeded, 2), Of(await host.EndOfAsync(job)));
    }

    [Fact]
    public async Task A_delayed_job_is_enqueued_at_its_time_and_not_again_before()
    {
        var host = await StartAsync(Scripts.Echo);
        var wait = TimeSpan.FromMinutes(10);
        var job = await host.CreateAsync(new CreateJobOptions { Due = _clock.GetUtcNow() + wait });
        await _clock.WhenAsleepAsync(wait, Cancelled);

        await PassAsync(wait - _recovery);
        Assert.Empty(_queue.Published);
        await PassAsync(_recovery);
        await _queue.WhenPublishedAsync(1, Cancelled);

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
        Assert.Equal(1, _queue.Published[job.Id]);
    }

    [Fact]
    public async Task A_queue_that_is_down_keeps_no_job_from_being_accepted()
    {
        _queue.Loses = static _ => throw new InvalidOperationException("the broker is down");
        var host = await StartAsync(Scripts.Echo);
        var job = await host.CreateAsync();
        Assert.Equal(JobStatus.Queued, job.Status);
        await PassAsync(_requeueAfter);

        _queue.Loses = static _ => false;
        await PassAsync(_recovery * 2);

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
    }

    private static (string, int?) Of(JobStatus job) => (job.Status, job.Attempt);

    /// <summary>Lets time pass in steps of a recovery, each when all of the last has been done.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += _recovery)
        {
            await _clock.PassAsync(_recovery, Cancelled, sleepers: 3);
        }

        await _clock.WhenAsleepAsync(_recovery, Cancelled, sleepers: 3);
    }

    private Task<EngineHost> StartAsync(Work<Question, Answer> work, Action<JobOptions>? job = null) =>
        StartAsync(
            work,
            job,
            jobs => (jobs.RequeueAfter, jobs.RecoveryInterval) = (_requeueAfter, _recovery),
            services => services.Set(_clock).Through(_repository).Through(_queue)
        );
}
