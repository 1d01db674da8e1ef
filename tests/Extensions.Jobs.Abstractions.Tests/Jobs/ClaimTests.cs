namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Queued and due → Running. What is asserted here, a store's SQL must do as well.</summary>
public sealed class ClaimTests
{
    [Fact]
    public void The_first_claim_starts_the_first_attempt()
    {
        var job = JobStory.Queued();

        var update = JobTransitions.Claim(job, "node-2", JobStory.Now)!;

        Assert.Equal(
            job with
            {
                State = JobState.Running,
                Version = 2,
                Claim = 2,
                Node = "node-2",
                Attempt = 1,
                Updated = JobStory.Now,
                Started = JobStory.Now,
                EstimatedCompletion = JobStory.Now.AddMinutes(5),
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void A_later_claim_replaces_what_the_earlier_one_left()
    {
        var job = JobStory.Running().Ended(new JobEnd.Retry(JobStory.Error, TimeSpan.FromMinutes(1)));

        var update = JobTransitions.Claim(job, "node-2", JobStory.Now)!;

        Assert.Equal(
            job with
            {
                State = JobState.Running,
                Version = job.Version + 1,
                Claim = job.Version + 1,
                Node = "node-2",
                Attempt = 2,
                Updated = JobStory.Now,
                Due = null,
                Started = JobStory.Now,
                EstimatedCompletion = JobStory.Now.AddMinutes(5),
            },
            update.Header
        );
    }

    [Fact]
    public void A_job_is_claimed_from_its_due_time_on()
    {
        var job = JobStory.Queued(due: JobStory.Later);

        Assert.Null(JobTransitions.Claim(job, "node-1", JobStory.Later.AddMilliseconds(-1)));
        Assert.NotNull(JobTransitions.Claim(job, "node-1", JobStory.Later));
        Assert.NotNull(JobTransitions.Claim(job, "node-1", JobStory.Later.AddTicks(1)));
    }

    [Fact]
    public void Without_a_due_time_it_is_due_whatever_clocks_say() =>
        Assert.NotNull(JobTransitions.Claim(JobStory.Queued(), "node-1", JobStory.Start.AddYears(-1)));

    [Fact]
    public void No_two_claims_have_the_same_name_though_an_attempt_is_given_back()
    {
        var first = JobStory.Queued().Claimed();

        var second = first.HandedBack(times: 1);

        Assert.Equal(first.Attempt, second.Attempt);
        Assert.NotEqual(first.Claim, second.Claim);
        Assert.False(second.IsHeldBy(first.Claim));
    }
}
