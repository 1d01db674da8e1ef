namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>By what a run ended, and what was asked meanwhile, decides what becomes of its job: field by field.</summary>
public sealed class EndTests
{
    private static readonly JobHeader _running = JobStory.Running();

    [Fact]
    public void No_job_ends_before_it_has_started_however_far_a_nodes_clock_lags()
    {
        var update = JobTransitions.End(
            _running,
            _running.Claim,
            new JobEnd.Succeeded(JobStory.Output),
            JobStory.Policy,
            _running.Started!.Value.AddMilliseconds(-5)
        )!;

        Assert.Equal(_running.Updated, update.Header.Ended);
        Assert.Equal(_running.Updated, update.Header.Updated);
        Assert.True(update.Header.Ended >= update.Header.Started);
    }

    [Fact]
    public void Success_stores_the_output_and_is_whole()
    {
        var update = End(_running, new JobEnd.Succeeded(JobStory.Output, HasCleanup: true));

        Assert.Equal(
            Final(_running, JobState.Succeeded, JobStory.Now.AddDays(1)) with
            {
                Progress = 100,
                Output = JobOutputState.Available,
                OutputVersion = _running.Version + 1,
                HasCleanup = true,
            },
            update.Header
        );
        Assert.Equal(JobPayloads.SetOutput, update.Payloads);
        Assert.Equal(JobStory.Output, update.Output);
    }

    [Fact]
    public void Success_without_an_output_stores_none()
    {
        var update = End(_running, new JobEnd.Succeeded(null));

        Assert.Equal(
            Final(_running, JobState.Succeeded, JobStory.Now.AddDays(1)) with
            {
                Progress = 100,
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void A_job_that_never_reported_progress_has_none_at_its_end() =>
        Assert.Null(End(JobStory.Queued().Claimed(), new JobEnd.Succeeded(null)).Header.Progress);

    [Fact]
    public void Failure_for_good_keeps_how_far_it_came()
    {
        var update = End(_running, new JobEnd.Failed(JobStory.Error));

        Assert.Equal(
            Final(_running, JobState.Failed, JobStory.Now.AddDays(2)) with
            {
                Error = JobStory.Error,
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void A_worker_may_cancel_its_job_without_being_asked()
    {
        Assert.Equal(Cancelled(_running), End(_running, new JobEnd.Cancelled()).Header);
        Assert.Equal(
            Cancelled(_running) with
            {
                Error = JobStory.Error,
            },
            End(_running, new JobEnd.Cancelled(JobStory.Error)).Header
        );
    }

    [Fact]
    public void A_retry_waits_and_the_attempt_counts()
    {
        var update = End(_running, new JobEnd.Retry(JobStory.Error, TimeSpan.FromSeconds(5)));

        Assert.Equal(
            QueuedAgain(_running, JobStory.Now.AddSeconds(5)) with
            {
                Due = JobStory.Now.AddSeconds(5),
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void A_lost_lease_queues_at_once_and_the_attempt_counts() =>
        Assert.Equal(QueuedAgain(_running, JobStory.Now), End(_running, new JobEnd.LeaseLost()).Header);

    [Fact]
    public void A_retry_without_an_attempt_left_is_a_failure_with_its_error()
    {
        var last = JobStory.Queued().Claimed().LeaseLost(2);

        Assert.Equal(
            Final(last, JobState.Failed, JobStory.Now.AddDays(2)) with
            {
                Error = JobStory.Error,
            },
            End(last, new JobEnd.Retry(JobStory.Error, TimeSpan.FromSeconds(5))).Header
        );
    }

    [Fact]
    public void A_lease_that_is_lost_at_the_last_attempt_is_a_failure_that_says_so()
    {
        var last = JobStory.Queued().Claimed().LeaseLost(2);

        var failed = End(last, new JobEnd.LeaseLost()).Header;

        Assert.Equal(JobErrorTypes.WorkerLost, failed.Error!.Type);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", failed.Error.TraceId);
        Assert.Contains("3 times", failed.Error.Detail, StringComparison.Ordinal);
        Assert.Equal(Final(last, JobState.Failed, JobStory.Now.AddDays(2)) with { Error = failed.Error }, failed);
    }

    [Fact]
    public void What_the_worker_said_last_is_written_with_the_end()
    {
        var report = new JobReport(90, "nearly");

        var failed = End(_running, new JobEnd.Failed(JobStory.Error) { Report = report }).Header;
        var succeeded = End(JobStory.Queued().Claimed(), new JobEnd.Succeeded(null) { Report = report }).Header;
        var again = End(_running, new JobEnd.LeaseLost { Report = report }).Header;

        Assert.Equal((90, "nearly"), (failed.Progress, failed.Message));
        Assert.Equal((100, "nearly"), (succeeded.Progress, succeeded.Message));
        Assert.Equal((null, null), (again.Progress, again.Message));
    }

    [Fact]
    public void Recovery_is_the_end_by_a_lost_lease()
    {
        foreach (var job in EveryJob.Names.Select(EveryJob.Named))
        {
            Assert.Equal(
                JobTransitions.End(job, job.Claim, new JobEnd.LeaseLost(), JobStory.Policy, JobStory.Now),
                JobTransitions.Recover(job, JobStory.Policy, JobStory.Now)
            );
        }
    }

    private static JobUpdate End(JobHeader job, JobEnd end) =>
        JobTransitions.End(job, job.Claim, end, JobStory.Policy, JobStory.Now)!;

    private static JobHeader Cancelled(JobHeader job) => Final(job, JobState.Cancelled, JobStory.Now.AddDays(3));

    private static JobHeader Final(JobHeader job, JobState state, DateTimeOffset expires) =>
        job with
        {
            State = state,
            Version = job.Version + 1,
            Updated = JobStory.Now,
            Ended = JobStory.Now,
            Expires = expires,
            EstimatedDuration = null,
            EstimatedCompletion = null,
        };

    private static JobHeader QueuedAgain(JobHeader job, DateTimeOffset due) =>
        job with
        {
            State = JobState.Queued,
            Version = job.Version + 1,
            Updated = JobStory.Now,
            Progress = null,
            Message = null,
            EstimatedCompletion = due.AddMinutes(5),
        };
}
