namespace Extensions.Jobs.Abstractions.Tests;

public sealed class StopRequestTests
{
    [Fact]
    public void Cancelling_a_queued_job_ends_it_and_keeps_its_record()
    {
        var job = JobStory.Queued(due: JobStory.Later);

        var update = Cancel(job);

        var next = job with
        {
            State = JobState.Cancelled,
            Version = 2,
            Updated = JobStory.Now,
            Due = null,
            Ended = JobStory.Now,
            Expires = JobStory.Now.AddDays(3),
            CancelRequested = JobStory.Now,
            EstimatedDuration = null,
            EstimatedCompletion = null,
        };
        Assert.Equal(new JobUpdate(next), update);
    }

    [Fact]
    public void Cancelling_a_running_job_only_marks_it()
    {
        var job = JobStory.Running();

        var update = Cancel(job);

        var next = job with { Version = job.Version + 1, Updated = JobStory.Now, CancelRequested = JobStory.Now };
        Assert.Equal(new JobUpdate(next), update);
    }

    [Fact]
    public void Deleting_a_queued_job_removes_it_as_cancelled_though_nobody_asked_to_cancel()
    {
        var job = JobStory.Queued(due: JobStory.Later);

        var update = Delete(job);

        var next = job with
        {
            State = JobState.Cancelled,
            Version = 2,
            Updated = JobStory.Now,
            Due = null,
            Ended = JobStory.Now,
            Removed = JobStory.Now,
            Removal = JobRemoval.Deleted,
            Expires = JobStory.Now.AddDays(4),
            DeleteRequested = JobStory.Now,
            EstimatedDuration = null,
            EstimatedCompletion = null,
        };
        Assert.Equal(new JobUpdate(next, JobPayloads.DropAll), update);
    }

    [Fact]
    public void Deleting_a_running_job_only_marks_it()
    {
        var job = JobStory.Running();

        var update = Delete(job);

        var next = job with { Version = job.Version + 1, Updated = JobStory.Now, DeleteRequested = JobStory.Now };
        Assert.Equal(new JobUpdate(next), update);
    }

    [Fact]
    public void Deleting_a_finished_job_leaves_a_tombstone()
    {
        var job = JobStory.Running().Succeeded();

        var update = Delete(job);

        var next = job with
        {
            Version = job.Version + 1,
            Updated = JobStory.Now,
            Removed = JobStory.Now,
            Removal = JobRemoval.Deleted,
            Expires = JobStory.Now.AddDays(4),
            DeleteRequested = JobStory.Now,
            Output = JobOutputState.Deleted,
            OutputDeleted = JobStory.Now,
        };
        Assert.Equal(new JobUpdate(next, JobPayloads.DropAll), update);
    }

    [Fact]
    public void A_running_job_may_be_asked_both()
    {
        Assert.NotNull(Delete(JobStory.Running().CancelAsked()));
        Assert.NotNull(Cancel(JobStory.Running().DeleteAsked()));
    }

    private static JobUpdate? Cancel(JobHeader job) => JobTransitions.RequestCancel(job, JobStory.Policy, JobStory.Now);

    private static JobUpdate? Delete(JobHeader job) => JobTransitions.RequestDelete(job, JobStory.Policy, JobStory.Now);
}
