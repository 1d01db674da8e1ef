using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Which jobs a node runs, which of them were asked to stop, and which have lost their node.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class NodeJobsTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_node_hears_which_of_its_running_jobs_were_asked_to_stop()
    {
        var (a, b) = (await JoinAsync("a"), await JoinAsync("b"));
        var now = await Repository.NowAsync(Cancellation);
        await AddRunningAsync(a, now);
        var toCancel = await SaveAsync(JobTransitions.RequestCancel(await AddRunningAsync(a, now), Sample.Policy, now));
        var toDelete = await SaveAsync(JobTransitions.RequestDelete(await AddRunningAsync(a, now), Sample.Policy, now));
        var ofOther = await SaveAsync(JobTransitions.RequestCancel(await AddRunningAsync(b, now), Sample.Policy, now));

        Assert.Equal(new[] { toCancel.Id, toDelete.Id }.Order(), (await BeatAsync(a, 1)).Requested.Order());
        Assert.Equal([ofOther.Id], (await BeatAsync(b, 1)).Requested);

        await SaveAsync(JobTransitions.End(toCancel, toCancel.Claim, new JobEnd.Cancelled(), Sample.Policy, now));
        Assert.Equal([toDelete.Id], (await BeatAsync(a, 2)).Requested);
    }

    [Fact]
    public async Task The_jobs_of_a_node_are_the_running_ones_of_its_latest_claim()
    {
        var (a, b) = (await JoinAsync("a"), await JoinAsync("b"));
        var now = await Repository.NowAsync(Cancellation);
        var first = await AddRunningAsync(a, now);
        var second = await AddRunningAsync(a, now);
        await AddRunningAsync(b, now);
        await Repository.AddEndedAsync(a, Sample.Success(), now, Cancellation);

        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await OfNodeAsync("a")).Order());
        Assert.Single(await OfNodeAsync("a", limit: 1));
        Assert.Empty(await OfNodeAsync("nobody"));

        var back = await SaveAsync(JobTransitions.End(first, first.Claim, new JobEnd.HandedBack(), Sample.Policy, now));
        Assert.Equal([second.Id], await OfNodeAsync("a"));
        await Repository.StartAsync(back, b, now, Cancellation);
        Assert.Contains(first.Id, await OfNodeAsync("b"));
    }

    [Fact]
    public async Task The_jobs_of_an_ended_node_are_orphaned()
    {
        var (a, b) = (await JoinAsync("a"), await JoinAsync("b"));
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddRunningAsync(a, now);
        await AddRunningAsync(b, now);
        await Repository.AddEndedAsync(a, Sample.Success(), now, Cancellation);
        Assert.Empty(await OrphanedAsync());

        await Repository.EndAsync(a, Cancellation);

        Assert.Equal([job.Id], await OrphanedAsync());
        await SaveAsync(JobTransitions.Recover(job, Sample.Policy, now));
        Assert.Empty(await OrphanedAsync());
    }

    [Fact]
    public async Task The_jobs_of_a_node_that_nobody_remembers_are_orphaned()
    {
        var a = await JoinAsync("a");
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddRunningAsync(a, now);
        await Repository.EndAsync(a, Cancellation);

        await Repository.PurgeAsync(now + Sample.Day + Sample.Day, 10, Cancellation);

        Assert.Equal([job.Id], await OrphanedAsync());
    }

    [Fact]
    public async Task Orphaned_jobs_are_read_by_name_as_far_as_the_limit()
    {
        var a = await JoinAsync("a");
        var now = await Repository.NowAsync(Cancellation);
        await AddRunningAsync(a, now);
        await AddRunningAsync(a, now);
        var pong = await Repository.AddNewAsync(now, job => job with { Name = "pong" }, Cancellation);
        await Repository.StartAsync(pong.Header, a, now, Cancellation);
        await Repository.EndAsync(a, Cancellation);

        Assert.Equal([pong.Header.Id], await OrphanedAsync("pong"));
        var query = new JobQuery(JobSet.Orphaned) { Names = [Sample.Name], Limit = 1 };
        Assert.Single((await Repository.QueryAsync(query, Cancellation)).Jobs);
    }

    [Fact]
    public async Task A_process_that_ends_without_leaving_is_seen_dead_where_the_store_can()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var node = await other.Repository.JoinAsync("a", Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var job = await other.Repository.AddRunningAsync(node, now, Cancellation);
        Assert.Empty(await OrphanedAsync());

        await other.DisposeAsync();

        Assert.Equal(Fixture.SeesDeadNodes ? [job.Id] : [], await OrphanedAsync());
    }

    private Task<JobNode> JoinAsync(string id) => Repository.JoinAsync(id, Cancellation);

    private Task<JobHeader> AddRunningAsync(JobNode node, DateTimeOffset now) =>
        Repository.AddRunningAsync(node, now, Cancellation);

    private Task<JobHeader> SaveAsync(JobUpdate? update) => Repository.SaveAsync(update, Cancellation);

    private Task<NodeBeat> BeatAsync(JobNode node, long beat) =>
        Repository.BeatAsync(node with { Beat = beat }, [], Cancellation);

    private Task<IReadOnlyList<string>> OfNodeAsync(string node, int limit = 10) =>
        Repository.QueryIdsAsync(
            new JobQuery(JobSet.OfNode)
            {
                Names = [Sample.Name],
                Limit = limit,
                Node = node,
            },
            Cancellation
        );

    private Task<IReadOnlyList<string>> OrphanedAsync(params string[] names) =>
        Repository.QueryIdsAsync(
            new JobQuery(JobSet.Orphaned) { Names = names.Length == 0 ? [Sample.Name] : names, Limit = 10 },
            Cancellation
        );
}
