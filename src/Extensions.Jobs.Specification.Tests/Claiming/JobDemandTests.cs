using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A claim takes at most the free slots of each demand, and nothing for a node that is not live.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobDemandTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task Each_demand_has_slots_of_its_own()
    {
        await SubmitAsync("ping", "ping", "ping", "pong", "pong", "pong", "other");
        var node = await Repository.JoinAsync("a", Cancellation);

        var claimed = await ClaimAsync(node, 3, ping => [Sample.Demand(1 - ping, "ping"), Sample.Demand(2, "pong")]);

        Assert.Equal(["ping", "pong", "pong"], claimed.Order());
    }

    [Fact]
    public async Task Names_of_one_demand_share_its_slots()
    {
        await SubmitAsync("ping", "ping", "pong", "pong");
        var node = await Repository.JoinAsync("a", Cancellation);

        var first = await Queue.ClaimAsync(node.Id, [Sample.Demand(3, "pong", "ping")], Cancellation);
        Assert.InRange(first.Count, 1, 3);

        var rest = 4 - first.Count;
        var claimed = new List<Job>(first);
        while (claimed.Count < 4)
        {
            var more = await Queue.ClaimAsync(node.Id, [Sample.Demand(rest, "pong", "ping")], Cancellation);
            claimed.AddRange(more);
        }

        Assert.Equal(["ping", "ping", "pong", "pong"], claimed.Select(job => job.Header.Name).Order());
    }

    [Fact]
    public async Task Jobs_of_one_demand_are_claimed_in_the_order_of_all_its_names()
    {
        var now = await Repository.NowAsync(Cancellation);
        Job[] jobs =
        [
            Sample.New(now, job => job with { Name = "pong" }),
            Sample.New(now),
            Sample.New(now, job => job with { Name = "pong", Priority = JobPriority.High }),
        ];
        await Fixture.First.SubmitAllAsync(jobs, Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);

        var names = new List<string>();
        while (names.Count < 3)
        {
            var claimed = await Queue.ClaimAsync(node.Id, [Sample.Demand(1, "ping", "pong")], Cancellation);
            names.Add(Assert.Single(claimed).Header.Name);
        }

        // A broker has a queue for each name, and takes them in turn.
        Assert.Equal(["pong", "pong", "ping"], Fixture.HasBroker ? names.OrderDescending() : names);
    }

    [Fact]
    public async Task A_demand_without_a_slot_waits_until_it_is_cancelled()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = Queue.ClaimAsync(node.Id, [Sample.Demand(0)], end.Token);

        await SubmitAsync("ping");
        Assert.Single(await Queue.ClaimAllAsync(node, 1, Cancellation));

        Assert.False(waiting.IsCompleted);
        await end.CancelAsync();
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_node_that_is_not_live_is_given_nothing()
    {
        var live = await Repository.JoinAsync("a", Cancellation);
        var ended = await Repository.JoinAsync("b", Cancellation);
        await Repository.EndAsync(ended, Cancellation);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var early = ClaimAsync(ended.Id);
        await SubmitAsync("ping", "ping", "ping");
        var late = ClaimAsync(ended.Id);
        var unknown = ClaimAsync("nobody");

        // Time enough for all three to look, counted in round trips.
        for (var i = 0; i < 20; i++)
        {
            await Repository.NowAsync(Cancellation);
        }

        Assert.Equal(3, (await Queue.ClaimAllAsync(live, 3, Cancellation)).Count);
        await end.CancelAsync();
        Assert.All(await Task.WhenAll(early, late, unknown), Assert.Empty);

        Task<IReadOnlyList<Job>> ClaimAsync(string node) => Queue.ClaimAsync(node, [Sample.Demand(8)], end.Token);
    }

    [Fact]
    public async Task A_broker_counts_its_ids_and_a_table_does_not()
    {
        var count = await Queue.CountAsync(Sample.Name, Cancellation);

        Assert.Equal(Fixture.HasBroker ? 0 : null, count);
    }

    private async Task SubmitAsync(params string[] names)
    {
        var now = await Repository.NowAsync(Cancellation);
        await Fixture.First.SubmitAllAsync(
            names.Select(name => Sample.New(now, job => job with { Name = name })),
            Cancellation
        );
    }

    private async Task<List<string>> ClaimAsync(JobNode node, int count, Func<int, IReadOnlyList<JobDemand>> demand)
    {
        var names = new List<string>();
        while (names.Count < count)
        {
            var claimed = await Queue.ClaimAsync(node.Id, demand(names.Count(name => name == "ping")), Cancellation);
            names.AddRange(claimed.Select(job => job.Header.Name));
        }

        return names;
    }
}
