using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Upkeep;

/// <summary>How long finished jobs are kept, and removed ones remembered.</summary>
public sealed class RetentionTests : EngineTests
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private readonly TestClock _clock = new();

    [Theory]
    [InlineData(JobStatus.Succeeded, 1)]
    [InlineData(JobStatus.Failed, 2)]
    [InlineData(JobStatus.Cancelled, 3)]
    public async Task A_finished_job_is_kept_as_long_as_its_state_says_and_not_removed_before(string state, int hours)
    {
        var host = await StartAsync();
        var end = await host.Client.RunAsync(new Question(state), Cancelled);
        Assert.Equal((state, end.Finished + (hours * _hour)), (end.Status, end.Expires));

        await PassAsync((hours * _hour) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(end.Version, (await host.Client.GetStatusAsync(end.Id, Cancelled)).Version);
        await PassAsync(UpkeepClock.Interval);

        var removed = await Assert.ThrowsAsync<JobRemovedException>(() =>
            host.Client.GetStatusAsync(end.Id, Cancelled)
        );
        Assert.Equal((JobRemoval.Expired, _clock.GetUtcNow()), (removed.Removal, removed.Removed));
        var stored = await host.FindAsync(end, JobParts.Input | JobParts.Output);
        Assert.Equal((true, true), (stored!.Input.IsEmpty, stored.Output.IsEmpty));
    }

    [Fact]
    public async Task A_removed_job_is_forgotten_when_its_tombstone_is_old()
    {
        var host = await StartAsync(jobs: jobs => jobs.TombstoneLifetime = _hour);
        var end = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);

        await PassAsync(_hour - TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<JobRemovedException>(() => host.Client.GetStatusAsync(end.Id, Cancelled));
        await PassAsync(UpkeepClock.Interval);

        await Assert.ThrowsAsync<JobNotFoundException>(() => host.Client.GetStatusAsync(end.Id, Cancelled));
        Assert.Null(await host.FindAsync(end, JobParts.Header));
    }

    [Fact]
    public async Task A_removed_job_is_remembered_as_long_as_its_key()
    {
        var host = await StartAsync(jobs: jobs =>
            (jobs.TombstoneLifetime, jobs.IdempotencyKeyLifetime) = (TimeSpan.Zero, _hour)
        );
        var options = new CreateJobOptions { IdempotencyKey = "k" };
        var job = await host.CreateAsync(options);
        await host.EndOfAsync(job);
        await host.Client.DeleteAsync(job.Id, null, Cancelled);

        await PassAsync(_hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(job.Id, (await host.CreateAsync(options)).Id);
        await PassAsync(UpkeepClock.Interval);

        Assert.Null(await host.FindAsync(job, JobParts.Header));
        Assert.NotEqual(job.Id, (await host.CreateAsync(options)).Id);
    }

    [Fact]
    public async Task What_is_kept_for_ever_stays()
    {
        var host = await StartAsync(
            job => job.SucceededRetention = Timeout.InfiniteTimeSpan,
            jobs => jobs.TombstoneLifetime = Timeout.InfiniteTimeSpan
        );
        var kept = await host.RunAsync();
        var deleted = await host.RunAsync();
        await host.Client.DeleteAsync(deleted.Id, null, Cancelled);

        await PassAsync(23 * _hour);

        Assert.Null(kept.Expires);
        Assert.Equal(kept.Version, (await host.Client.GetStatusAsync(kept.Id, Cancelled)).Version);
        await Assert.ThrowsAsync<JobRemovedException>(() => host.Client.GetStatusAsync(deleted.Id, Cancelled));
    }

    [Fact]
    public async Task Many_jobs_are_removed_and_forgotten_in_one_pass()
    {
        var host = await StartAsync(
            job => (job.SucceededRetention, job.MaxConcurrency) = (_hour, 50),
            jobs => jobs.TombstoneLifetime = _hour
        );
        var jobs = await Task.WhenAll(Enumerable.Range(0, 450).Select(_ => host.RunAsync()));

        await PassAsync(_hour);
        Assert.Empty((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
        await PassAsync(_hour);

        Assert.Empty(await host.Repository.FindAsync([.. jobs.Select(job => job.Id)], JobParts.Header, Cancelled));
    }

    [Fact]
    public async Task Queued_and_running_jobs_never_expire()
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Runs.Work, job => (job.MaxConcurrency, job.SucceededRetention) = (1, TimeSpan.Zero));
            services.Set(_clock).AddJobs(jobs => jobs.RecoveryInterval = UpkeepClock.Interval);
        });
        var running = await host.CreateAsync();
        await Runs.NextAsync();
        var queued = await host.CreateAsync();

        await PassAsync(20 * _hour);

        Assert.Equal(JobStatus.Running, (await host.Client.GetStatusAsync(running.Id, Cancelled)).Status);
        Assert.Equal(JobStatus.Queued, (await host.Client.GetStatusAsync(queued.Id, Cancelled)).Status);
    }

    private Task PassAsync(TimeSpan time) => _clock.PassUpkeepAsync(time, Cancelled);

    private Task<EngineHost> StartAsync(Action<JobOptions>? job = null, Action<JobsOptions>? jobs = null) =>
        StartAsync(
            Scripts.Do(
                (question, _) =>
                    question.Text switch
                    {
                        JobStatus.Failed => JobExecutionResult.Failed(new JobError("no")),
                        JobStatus.Cancelled => JobExecutionResult.Cancelled(),
                        _ => new Answer(),
                    }
            ),
            options =>
            {
                options.SucceededRetention = _hour;
                options.FailedRetention = 2 * _hour;
                options.CancelledRetention = 3 * _hour;
                job?.Invoke(options);
            },
            options =>
            {
                options.RecoveryInterval = UpkeepClock.Interval;
                jobs?.Invoke(options);
            },
            services => services.Set(_clock)
        );
}
