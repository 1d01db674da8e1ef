using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A claim that finds nothing waits for a hint; cancelling ends its wait and never loses a claim.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobClaimWaitTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private const int Rounds = 10;

    [Fact]
    public async Task A_waiting_claim_is_woken_by_what_is_enqueued()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var waiting = Queue.ClaimAsync(node.Id, [Sample.Demand(1)], Cancellation);

            var job = await SubmitAsync();

            Assert.Equal(job.Header.Id, Assert.Single(await waiting).Header.Id);
        }
    }

    [Fact]
    public async Task A_waiting_claim_is_woken_by_what_another_handle_enqueues()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var node = await other.Repository.JoinAsync("a", Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var waiting = other.Queue.ClaimAsync(node.Id, [Sample.Demand(1)], Cancellation);

            var job = await SubmitAsync();

            Assert.Equal(job.Header.Id, Assert.Single(await waiting).Header.Id);
        }
    }

    [Fact]
    public async Task A_waiting_claim_is_woken_by_any_of_its_names()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        JobDemand[] demand =
        [
            Sample.Demand(1, "other"),
            Sample.Demand(0, "busy"),
            Sample.Demand(1, "old", Sample.Name),
        ];
        var waiting = Queue.ClaimAsync(node.Id, demand, Cancellation);

        var job = await SubmitAsync();

        Assert.Equal(job.Header.Id, Assert.Single(await waiting).Header.Id);
    }

    [Fact]
    public async Task A_job_that_is_enqueued_twice_is_claimed_once()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await SubmitAsync();
        await Queue.EnqueueAsync([job.Header, job.Header], Cancellation);
        Assert.Equal([job.Header.Id], await Queue.ClaimInTurnAsync(node, 1, Cancellation));

        var next = await SubmitAsync();

        Assert.Equal([next.Header.Id], await Queue.ClaimInTurnAsync(node, 1, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_claim_answers_nothing_and_does_not_throw()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = Queue.ClaimAsync(node.Id, [Sample.Demand(1)], end.Token);

        await end.CancelAsync();

        Assert.Empty(await waiting);
        Assert.Empty(await Queue.ClaimAsync(node.Id, [Sample.Demand(1)], end.Token));
    }

    [Fact]
    public async Task A_claim_that_is_cancelled_while_a_job_comes_in_never_loses_it()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var waiting = Queue.ClaimAsync(node.Id, [Sample.Demand(1)], end.Token);
            var job = await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation);

            await Contest.RunAsync<bool>(
                async () =>
                {
                    await Queue.EnqueueAsync([job.Header], Cancellation);
                    return true;
                },
                async () =>
                {
                    await end.CancelAsync();
                    return true;
                }
            );

            var claimed = await waiting;
            var ids =
                claimed.Count > 0
                    ? claimed.Select(one => one.Header.Id)
                    : await Queue.ClaimInTurnAsync(node, 1, Cancellation);
            Assert.Equal([job.Header.Id], ids);
        }
    }

    [Fact]
    public async Task Of_many_claimants_each_job_has_one()
    {
        const int jobs = 60;
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var left = jobs;
        var nodes = new List<JobNode>();
        for (var i = 0; i < 6; i++)
        {
            nodes.Add(await Repository.JoinAsync($"node-{i}", Cancellation));
        }

        var claims = Contest.RunAsync(nodes.Count, i => ClaimAllAsync(i % 2 == 0 ? Queue : other.Queue, nodes[i]));
        var now = await Repository.NowAsync(Cancellation);
        await Fixture.First.SubmitAllAsync(Sample.Many(jobs, now), Cancellation);

        var claimed = (await claims).SelectMany(ids => ids).ToList();
        Assert.Equal(claimed.Distinct(), claimed);
        Assert.Equal(jobs, claimed.Count);
        Assert.Equal(jobs, Assert.Single(await Repository.CountAsync([Sample.Name], now, Cancellation)).Running);

        async Task<List<string>> ClaimAllAsync(IJobQueue queue, JobNode node)
        {
            var ids = new List<string>();
            while (!end.IsCancellationRequested)
            {
                var more = await queue.ClaimAsync(node.Id, [Sample.Demand(3)], end.Token);
                ids.AddRange(more.Select(job => job.Header.Id));
                if (Interlocked.Add(ref left, -more.Count) <= 0)
                {
                    await end.CancelAsync();
                }
            }

            return ids;
        }
    }

    private async Task<Job> SubmitAsync() =>
        await Fixture.First.SubmitAsync(Sample.New(await Repository.NowAsync(Cancellation)), Cancellation);
}
