using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A tombstone is forgotten when its time has come, and nothing else is.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobPurgeTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_tombstone_is_purged_when_it_expires_and_not_before()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddRemovedAsync(now);

        Assert.Equal(0, await Repository.PurgeAsync(job.Expires!.Value - _step, 10, Cancellation));
        Assert.NotNull(await Repository.FindAsync(job.Id, Cancellation));

        Assert.Equal(1, await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation));
        Assert.Null(await Repository.FindAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task No_more_are_purged_than_was_asked()
    {
        var now = await Repository.NowAsync(Cancellation);
        for (var i = 0; i < 5; i++)
        {
            await AddRemovedAsync(now);
        }

        Assert.Equal(2, await Repository.PurgeAsync(now + Sample.Day, 2, Cancellation));
        Assert.Equal(2, await Repository.PurgeAsync(now + Sample.Day, 2, Cancellation));
        Assert.Equal(1, await Repository.PurgeAsync(now + Sample.Day, 2, Cancellation));
        Assert.Equal(0, await Repository.PurgeAsync(now + Sample.Day, 2, Cancellation));
    }

    [Fact]
    public async Task What_is_no_tombstone_is_not_purged()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        JobHeader[] jobs =
        [
            (await Repository.AddNewAsync(now, null, Cancellation)).Header,
            await Repository.AddRunningAsync(node, now, Cancellation),
            await Repository.AddEndedAsync(node, Sample.Success(), now, Cancellation),
            await AddRemovedAsync(now, new JobPolicy { TombstoneLifetime = Timeout.InfiniteTimeSpan }),
        ];

        Assert.Equal(0, await Repository.PurgeAsync(DateTimeOffset.MaxValue, 10, Cancellation));

        var found = await Repository.FindAsync([.. jobs.Select(job => job.Id)], JobParts.Header, Cancellation);
        Assert.Equal(jobs.Length, found.Count);
    }

    [Fact]
    public async Task A_tombstone_that_owes_a_clean_up_is_purged_when_that_is_done()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Repository.AddEndedAsync(node, Sample.Success(hasCleanup: true), now, Cancellation);
        job = await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);
        Assert.Equal(0, await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation));

        await Repository.SaveAsync(JobTransitions.DropOutput(job, now), Cancellation);

        Assert.Equal(1, await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation));
    }

    [Fact]
    public async Task A_tombstone_stays_as_long_as_its_key()
    {
        var now = await Repository.NowAsync(Cancellation);
        var keyEnds = now + Sample.Day + Sample.Day;
        var job = await Repository.AddNewAsync(now, job => job with { Key = Sample.Key("k", keyEnds) }, Cancellation);
        await Repository.SaveAsync(JobTransitions.RequestDelete(job.Header, Sample.Policy, now), Cancellation);

        Assert.Equal(0, await Repository.PurgeAsync(keyEnds - _step, 10, Cancellation));
        Assert.Equal(1, await Repository.PurgeAsync(keyEnds, 10, Cancellation));
    }

    [Fact]
    public async Task The_id_of_a_purged_job_is_unknown_to_updates()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddRemovedAsync(now);
        await Repository.PurgeAsync(job.Expires!.Value, 10, Cancellation);

        var late = new JobUpdate(job with { Version = job.Version + 1 });

        Assert.False(await Repository.TryUpdateAsync(late, Cancellation));
        Assert.Null(await Repository.FindAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task A_node_is_remembered_for_a_day_after_its_end()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var live = await Repository.JoinAsync("b", Cancellation);
        await Repository.EndAsync(node, Cancellation);
        var ended = await Repository.NowAsync(Cancellation);

        await Repository.PurgeAsync(ended + Sample.Day - Sample.Hour, 10, Cancellation);
        Assert.False((await Repository.BeatAsync(node, [], Cancellation)).Held, "An ended node came back.");

        await Repository.PurgeAsync(ended + Sample.Day + Sample.Hour, 10, Cancellation);
        Assert.False((await Repository.BeatAsync(node with { Beat = 1 }, [], Cancellation)).Held);
        Assert.True((await Repository.BeatAsync(node, [], Cancellation)).Held, "The node is still remembered.");
        Assert.True((await Repository.BeatAsync(live with { Beat = 1 }, [], Cancellation)).Held);
    }

    private async Task<JobHeader> AddRemovedAsync(DateTimeOffset now, JobPolicy? policy = null)
    {
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        return await Repository.SaveAsync(
            JobTransitions.RequestDelete(job.Header, policy ?? Sample.Policy, now),
            Cancellation
        );
    }
}
