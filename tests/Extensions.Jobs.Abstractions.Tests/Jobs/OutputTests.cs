namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>An output is freed, and what of it lives elsewhere is cleaned up afterwards.</summary>
public sealed class OutputTests
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromMinutes(10);

    [Fact]
    public void Freeing_an_output_drops_it_and_keeps_the_job()
    {
        var job = JobStory.Running().Succeeded();

        var update = JobTransitions.DeleteOutput(job, JobStory.Now);

        var next = job with
        {
            Version = job.Version + 1,
            Updated = JobStory.Now,
            Output = JobOutputState.Deleted,
            OutputDeleted = JobStory.Now,
        };
        Assert.Equal(new JobUpdate(next, JobPayloads.DropOutput), update);
    }

    [Fact]
    public void An_output_that_lives_elsewhere_is_kept_until_it_is_cleaned_up()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true);

        var update = JobTransitions.DeleteOutput(job, JobStory.Now);

        var next = job with
        {
            Version = job.Version + 1,
            Updated = JobStory.Now,
            Output = JobOutputState.Deleted,
            OutputDeleted = JobStory.Now,
            CleanupDue = JobStory.Now,
        };
        Assert.Equal(new JobUpdate(next), update);
    }

    [Fact]
    public void A_job_whose_only_output_lives_elsewhere_is_cleaned_up_when_it_is_removed()
    {
        var job = JobStory.Running().Ended(new JobEnd.Succeeded(null, HasCleanup: true));

        var update = JobTransitions.RequestDelete(job, JobStory.Policy, JobStory.Now)!;

        Assert.Equal((JobOutputState.None, JobStory.Now), (update.Header.Output, update.Header.CleanupDue));
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void Removing_the_job_keeps_the_payloads_for_the_clean_up_too()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true);

        Assert.All(
            [
                JobTransitions.RequestDelete(job, JobStory.Policy, JobStory.Now)!,
                JobTransitions.Expire(job, JobStory.Policy, job.Expires!.Value)!,
                JobTransitions.RequestDelete(job.OutputDeleted(), JobStory.Policy, JobStory.Now)!,
            ],
            update =>
            {
                Assert.Equal(JobPayloads.Keep, update.Payloads);
                Assert.Equal(update.Header.OutputDeleted, update.Header.CleanupDue);
            }
        );
    }

    [Fact]
    public void One_node_takes_a_clean_up_that_is_due()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted();

        Assert.Null(JobTransitions.BeginCleanup(job, _retryAfter, job.CleanupDue!.Value.AddMilliseconds(-1)));
        var update = JobTransitions.BeginCleanup(job, _retryAfter, JobStory.Now);

        var next = job with { Version = job.Version + 1, CleanupDue = JobStory.Now + _retryAfter, CleanupAttempts = 1 };
        Assert.Equal(new JobUpdate(next), update);
    }

    [Fact]
    public void If_that_node_dies_of_it_another_takes_it_later()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted().CleanupBegun();

        Assert.Null(JobTransitions.BeginCleanup(job, _retryAfter, job.CleanupDue!.Value.AddMilliseconds(-1)));
        Assert.Equal(2, JobTransitions.BeginCleanup(job, _retryAfter, job.CleanupDue.Value)!.Header.CleanupAttempts);
    }

    [Fact]
    public void When_it_is_cleaned_up_the_output_is_dropped()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted().CleanupBegun();

        var update = JobTransitions.DropOutput(job, JobStory.Now)!;

        Assert.Equal(job with { Version = job.Version + 1, HasCleanup = false, CleanupDue = null }, update.Header);
        Assert.Equal(JobPayloads.DropOutput, update.Payloads);
        Assert.Equal(JobPayloads.DropAll, JobTransitions.DropOutput(job.DeleteAsked(), JobStory.Now)!.Payloads);
    }

    [Fact]
    public void What_was_cleaned_up_is_owed_no_more_when_the_job_is_removed()
    {
        var job = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted().CleanedUp();

        var update = JobTransitions.RequestDelete(job, JobStory.Policy, JobStory.Now)!;

        Assert.Null(update.Header.CleanupDue);
        Assert.Equal(JobPayloads.DropAll, update.Payloads);
    }
}
