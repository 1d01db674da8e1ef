namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>How long a finished job is kept, and its tombstone.</summary>
public sealed class RetentionTests
{
    private static readonly JobPolicy _forEver = new()
    {
        SucceededRetention = Timeout.InfiniteTimeSpan,
        FailedRetention = Timeout.InfiniteTimeSpan,
        CancelledRetention = Timeout.InfiniteTimeSpan,
        TombstoneLifetime = Timeout.InfiniteTimeSpan,
    };

    public static TheoryData<string, int> Ends() =>
        new()
        {
            { "succeeded", 1 },
            { "failed", 2 },
            { "cancelled", 3 },
        };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Each_final_state_has_a_retention_of_its_own(string end, int days)
    {
        var job = JobStory.Running().Ended(Named(end));

        Assert.Equal(job.Ended + TimeSpan.FromDays(days), job.Expires);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_infinite_retention_never_ends(string end, int days)
    {
        var job = JobStory.Running().Ended(Named(end), _forEver);

        Assert.Null(job.Expires);
        Assert.Null(JobTransitions.Expire(job, _forEver, JobStory.Now.AddYears(1000 * days)));
    }

    [Fact]
    public void So_does_one_that_is_longer_than_the_calendar()
    {
        var job = JobStory
            .Running()
            .Ended(new JobEnd.Succeeded(null), new JobPolicy { SucceededRetention = TimeSpan.MaxValue });

        Assert.Null(job.Expires);
    }

    [Fact]
    public void A_job_expires_at_its_time_and_not_before()
    {
        var job = JobStory.Running().Succeeded();
        var expires = job.Expires!.Value;

        Assert.Null(JobTransitions.Expire(job, JobStory.Policy, expires.AddMilliseconds(-1)));
        var update = JobTransitions.Expire(job, JobStory.Policy, expires)!;

        Assert.Equal(
            job with
            {
                Version = job.Version + 1,
                Updated = expires,
                Removed = expires,
                Removal = JobRemoval.Expired,
                Expires = expires.AddDays(4),
                Output = JobOutputState.Deleted,
                OutputDeleted = expires,
            },
            update.Header
        );
        Assert.Equal(JobPayloads.DropAll, update.Payloads);
    }

    [Fact]
    public void A_tombstone_does_not_expire_again()
    {
        var job = JobStory.Running().DeleteAsked().Succeeded();

        Assert.Null(JobTransitions.Expire(job, JobStory.Policy, job.Expires!.Value.AddDays(1)));
    }

    [Fact]
    public void A_tombstone_lasts_as_long_as_the_key_of_its_job()
    {
        var longKey = JobStory.New.Key! with { Expires = JobStory.Start.AddDays(40) };
        var job = JobTransitions.Create(JobStory.New with { Key = longKey }, JobStory.Start).Header;

        Assert.Equal(longKey.Expires, job.DeleteAsked().Expires);
        Assert.Equal(longKey.Expires, job.Claimed().Succeeded().Expired().Expires);
        Assert.Equal(longKey.Expires, job.Claimed().DeleteAsked().Succeeded().Expires);
    }

    [Fact]
    public void A_key_does_not_prolong_the_retention_of_the_job_itself()
    {
        var longKey = JobStory.New.Key! with { Expires = JobStory.Start.AddDays(40) };
        var job = JobTransitions.Create(JobStory.New with { Key = longKey }, JobStory.Start).Header;

        var succeeded = job.Claimed().Succeeded();

        Assert.Equal(succeeded.Ended!.Value.AddDays(1), succeeded.Expires);
    }

    [Fact]
    public void A_tombstone_without_a_key_lasts_its_own_time()
    {
        var job = JobTransitions.Create(JobStory.New with { Key = null }, JobStory.Start).Header.DeleteAsked();

        Assert.Equal(job.Removed!.Value.AddDays(4), job.Expires);
    }

    [Fact]
    public void An_infinite_tombstone_outlives_every_key()
    {
        var update = JobTransitions.RequestDelete(JobStory.Queued(), _forEver, JobStory.Now)!;

        Assert.Null(update.Header.Expires);
    }

    private static JobEnd Named(string end) =>
        end switch
        {
            "succeeded" => new JobEnd.Succeeded(null),
            "failed" => new JobEnd.Failed(JobStory.Error),
            _ => new JobEnd.Cancelled(),
        };
}
