using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A repository refuses a claim in the name of a node that is not live, and what it holds already it may still write.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobFreshClaimTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_claim_of_a_live_node_is_saved()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, null, Cancellation);

        await Repository.StartAsync(job.Header, await Repository.JoinAsync("a", Cancellation), now, Cancellation);
    }

    [Fact]
    public async Task A_claim_of_an_unknown_node_is_refused() => await AssertRefusedAsync(Sample.Node("nobody", 0));

    [Fact]
    public async Task A_claim_of_an_ended_node_is_refused()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        await Repository.EndAsync(node, Cancellation);

        await AssertRefusedAsync(node);
    }

    [Fact]
    public async Task A_claim_of_a_node_that_has_left_is_refused()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        await Repository.BeatAsync(node with { Beat = 1 }, [node], Cancellation);

        await AssertRefusedAsync(node);
    }

    [Fact]
    public async Task A_job_of_an_ended_node_may_still_be_written()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Repository.AddRunningAsync(node, now, Cancellation);
        await Repository.EndAsync(node, Cancellation);

        job = await Repository.SaveAsync(JobTransitions.Report(job, job.Claim, new JobReport(50), now), Cancellation);
        await Repository.SaveAsync(JobTransitions.Recover(job, Sample.Policy, now), Cancellation);
    }

    private async Task AssertRefusedAsync(JobNode node)
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        var claim = JobTransitions.Claim(job.Header, node.Id, now)!;

        Assert.False(await Repository.TryUpdateAsync(claim, Cancellation));
        Assert.Equal(job.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }
}
