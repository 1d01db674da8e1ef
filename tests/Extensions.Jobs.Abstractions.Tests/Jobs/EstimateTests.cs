namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>How long a run is expected to take, and when the job is expected to be finished.</summary>
public sealed class EstimateTests
{
    [Fact]
    public void A_workers_estimate_counts_from_the_start_of_its_run()
    {
        var job = JobStory.Queued().Claimed();

        var update = JobTransitions.Estimate(job, job.Claim, TimeSpan.FromMinutes(9), JobStory.Now)!;

        Assert.Equal(
            job with
            {
                Version = job.Version + 1,
                Updated = JobStory.Now,
                EstimatedDuration = TimeSpan.FromMinutes(9),
                EstimatedCompletion = job.Started!.Value.AddMinutes(9),
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void An_estimate_that_changes_nothing_is_not_written() =>
        Assert.Null(Estimate(JobStory.Running(), JobStory.New.EstimatedDuration!.Value));

    [Fact]
    public void An_estimate_is_kept_in_whole_milliseconds()
    {
        var update = Estimate(JobStory.Running(), TimeSpan.FromTicks(19_999));

        Assert.Equal(TimeSpan.FromMilliseconds(1), update!.Header.EstimatedDuration);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(TimeSpan.TicksPerDay * 36_501)]
    public void What_cannot_be_an_estimate_is_none(long ticks)
    {
        var duration = TimeSpan.FromTicks(ticks);

        Assert.Null(Estimate(JobStory.Running(), duration));
        var created = JobTransitions.Create(JobStory.New with { EstimatedDuration = duration }, JobStory.Start);
        Assert.Null(created.Header.EstimatedDuration);
    }

    [Fact]
    public void The_longest_estimate_survives_every_transition()
    {
        var century = TimeSpan.FromDays(36_500);
        var job = JobTransitions.Create(JobStory.New with { EstimatedDuration = century }, JobStory.Start).Header;

        job = job.Claimed().Ended(new JobEnd.LeaseLost()).Claimed();

        Assert.Equal(job.Started + century, job.EstimatedCompletion);
    }

    [Fact]
    public void A_retry_is_expected_to_be_finished_one_run_after_it_is_due()
    {
        var job = JobStory.Running().Ended(new JobEnd.Retry(JobStory.Error, TimeSpan.FromTicks(12_345_678)));

        Assert.Equal(job.Updated + TimeSpan.FromMilliseconds(1_234), job.Due);
        Assert.Equal(job.Due + JobStory.New.EstimatedDuration, job.EstimatedCompletion);
    }

    [Fact]
    public void A_retry_after_the_last_day_of_the_calendar_is_due_on_that_day()
    {
        var job = JobStory.Running().Ended(new JobEnd.Retry(JobStory.Error, TimeSpan.MaxValue));

        Assert.Equal(9999, job.Due!.Value.Year);
        Assert.Null(job.EstimatedCompletion);
        StateMachineRules.Stands(job, JobStory.Policy);
    }

    [Fact]
    public void Without_an_estimate_nothing_is_expected()
    {
        var job = JobTransitions.Create(JobStory.New with { EstimatedDuration = null }, JobStory.Start).Header;

        Assert.Null(job.Claimed().EstimatedCompletion);
        Assert.Null(job.Claimed().Ended(new JobEnd.LeaseLost()).EstimatedCompletion);
    }

    private static JobUpdate? Estimate(JobHeader job, TimeSpan duration) =>
        JobTransitions.Estimate(job, job.Claim, duration, JobStory.Now);
}
