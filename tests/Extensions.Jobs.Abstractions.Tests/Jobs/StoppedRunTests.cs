namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>The cause of a stop decides the end: the table of it, with each request.</summary>
public sealed class StoppedRunTests
{
    private static readonly Dictionary<string, JobEnd> _ends = new()
    {
        ["succeeded"] = new JobEnd.Succeeded(JobStory.Output),
        ["failed"] = new JobEnd.Failed(JobStory.Error),
        ["retry"] = new JobEnd.Retry(JobStory.Error, TimeSpan.FromSeconds(5)),
        ["cancelled"] = new JobEnd.Cancelled(JobStory.Error),
        ["cancelled, no error"] = new JobEnd.Cancelled(),
        ["lease lost"] = new JobEnd.LeaseLost(),
        ["handed back"] = new JobEnd.HandedBack(),
    };

    [Theory]
    [InlineData("succeeded", JobState.Succeeded, false)]
    [InlineData("failed", JobState.Failed, true)]
    [InlineData("retry", JobState.Cancelled, true)]
    [InlineData("cancelled", JobState.Cancelled, true)]
    [InlineData("cancelled, no error", JobState.Cancelled, false)]
    [InlineData("lease lost", JobState.Cancelled, false)]
    [InlineData("handed back", JobState.Cancelled, false)]
    public void A_request_to_stop_is_final_however_the_run_ends(string end, JobState state, bool hasError)
    {
        var first = JobStory.Running();

        Assert.All(
            new[] { first, JobStory.Queued().Claimed().LeaseLost(2), JobStory.Queued().Claimed().HandedBack(10) },
            job =>
            {
                var cancelled = job.CancelAsked().Ended(_ends[end]);
                var deleted = job.DeleteAsked().Ended(_ends[end]);

                Assert.Equal((state, JobRemoval.None), (cancelled.State, cancelled.Removal));
                Assert.Equal((state, JobRemoval.Deleted), (deleted.State, deleted.Removal));
                Assert.Equal(hasError ? JobStory.Error : null, cancelled.Error);
                Assert.Equal(hasError ? JobStory.Error : null, deleted.Error);
                Assert.Equal(deleted.Ended, deleted.Removed);
                Assert.Equal(job.Attempt, deleted.Attempt);
            }
        );
    }

    [Fact]
    public void The_output_of_a_job_to_be_deleted_is_not_stored()
    {
        var job = JobStory.Running().DeleteAsked();

        var update = End(job, new JobEnd.Succeeded(JobStory.Output));

        Assert.Equal(JobPayloads.DropAll, update.Payloads);
        Assert.True(update.Output.IsEmpty);
        Assert.Equal(JobOutputState.Deleted, update.Header.Output);
    }

    [Fact]
    public void But_it_is_stored_for_its_clean_up_which_is_owed_at_once()
    {
        var job = JobStory.Running().DeleteAsked();

        var update = End(job, new JobEnd.Succeeded(JobStory.Output, HasCleanup: true));

        Assert.Equal(JobPayloads.SetOutput, update.Payloads);
        Assert.Equal(JobStory.Output, update.Output);
        Assert.Equal(
            (JobOutputState.Deleted, JobStory.Now, JobStory.Now),
            (update.Header.Output, update.Header.OutputDeleted, update.Header.CleanupDue)
        );
    }

    [Fact]
    public void A_stopping_host_gives_the_attempt_back()
    {
        var job = JobStory.Running();

        Assert.Equal(
            job with
            {
                State = JobState.Queued,
                Version = job.Version + 1,
                Updated = JobStory.Now,
                Attempt = 0,
                HandBacks = 1,
                Progress = null,
                Message = null,
                EstimatedCompletion = JobStory.Now.AddMinutes(5),
            },
            End(job, new JobEnd.HandedBack()).Header
        );
    }

    [Fact]
    public void But_only_10_times_in_a_row()
    {
        var tenth = JobStory.Queued().Claimed().HandedBack(10);
        var eleventh = tenth.Ended(new JobEnd.HandedBack());

        Assert.Equal((1, 10), (tenth.Attempt, tenth.HandBacks));
        Assert.Equal((JobState.Queued, 1, 0), (eleventh.State, eleventh.Attempt, eleventh.HandBacks));
        Assert.Equal(2, eleventh.Claimed().Attempt);
    }

    [Fact]
    public void The_11th_hand_back_of_the_last_attempt_is_a_failure()
    {
        var failed = JobStory.Queued().Claimed().LeaseLost(2).HandedBack(10).Ended(new JobEnd.HandedBack());

        Assert.Equal((JobState.Failed, JobErrorTypes.WorkerLost), (failed.State, failed.Error?.Type));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("lease lost")]
    public void A_run_that_ends_otherwise_starts_the_row_anew(string end)
    {
        var job = JobStory.Queued().Claimed().HandedBack(10).Ended(_ends[end]);

        Assert.Equal(0, job.HandBacks);
        Assert.Equal(10, job.Claimed().HandedBack(10).HandBacks);
    }

    private static JobUpdate End(JobHeader job, JobEnd end) =>
        JobTransitions.End(job, job.Claim, end, JobStory.Policy, JobStory.Now)!;
}
