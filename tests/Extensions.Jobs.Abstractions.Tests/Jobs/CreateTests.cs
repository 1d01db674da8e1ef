namespace Extensions.Jobs.Abstractions.Tests;

public sealed class CreateTests
{
    [Fact]
    public void A_new_job_is_queued_at_version_1()
    {
        var job = JobTransitions.Create(JobStory.New, JobStory.Start);

        Assert.Equal(
            new JobHeader
            {
                Id = "0193a0c7000070008000000000000001",
                Name = "ping",
                Owner = "ada",
                Priority = JobPriority.High,
                Created = JobStory.Start,
                Key = new JobKey("key-1", "ab12", JobStory.Start.AddHours(24))
                {
                    EstimatedDuration = TimeSpan.FromMinutes(5),
                    EstimatedCompletion = JobStory.Start.AddMinutes(7),
                },
                TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                State = JobState.Queued,
                Version = 1,
                Updated = JobStory.Start,
                EstimatedDuration = TimeSpan.FromMinutes(5),
                EstimatedCompletion = JobStory.Start.AddMinutes(7),
            },
            job.Header
        );
        Assert.Equal(JobStory.Input, job.Input);
        Assert.True(job.Output.IsEmpty);
    }

    [Fact]
    public void What_is_not_said_of_a_new_job_is_absent()
    {
        var sparse = new NewJob
        {
            Id = JobStory.New.Id,
            Name = "ping",
            Input = JobStory.Input,
        };

        Assert.Equal(
            new JobHeader
            {
                Id = JobStory.New.Id,
                Name = "ping",
                Owner = "",
                Priority = JobPriority.Normal,
                Created = JobStory.Start,
                Version = 1,
                Updated = JobStory.Start,
                Issues = JobIssues.None,
            },
            JobTransitions.Create(sparse, JobStory.Start).Header
        );
    }

    [Fact]
    public void Its_times_are_whole_milliseconds_in_utc()
    {
        static DateTimeOffset Odd(DateTimeOffset time) => time.AddTicks(9_999).ToOffset(TimeSpan.FromHours(-5));

        var odd = JobStory.New with
        {
            Due = Odd(JobStory.Later),
            EstimatedDuration = TimeSpan.FromTicks(9_999),
            EstimatedCompletion = Odd(JobStory.Later),
            Key = JobStory.New.Key! with { Expires = Odd(JobStory.Later) },
        };

        var job = JobTransitions.Create(odd, Odd(JobStory.Start)).Header;

        StateMachineRules.Stands(job, JobStory.Policy);
        Assert.Equal(JobStory.Start, job.Created);
        Assert.Equal(JobStory.Later, job.Due);
        Assert.Equal(JobStory.Later, job.EstimatedCompletion);
        Assert.Equal(TimeSpan.Zero, job.EstimatedDuration);
        Assert.Equal((JobStory.Later.Ticks, TimeSpan.Zero), (job.Key!.Expires.Ticks, job.Key.Expires.Offset));
    }

    [Fact]
    public void The_defaults_of_a_policy_are_the_documented_ones()
    {
        var day = TimeSpan.FromHours(24);

        Assert.Equal(
            new JobPolicy
            {
                MaxAttempts = 3,
                SucceededRetention = day,
                FailedRetention = day,
                CancelledRetention = day,
                TombstoneLifetime = day,
            },
            new JobPolicy()
        );
        Assert.Equal(10, JobPolicy.MaxHandBacks);
    }
}
