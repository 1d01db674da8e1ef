using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A node holds its lease as long as it beats and nobody has ended it.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class NodeBeatTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task The_first_beat_takes_a_node_in_and_later_ones_renew_its_lease()
    {
        var node = await Repository.JoinAsync("a", Cancellation);

        Assert.True((await BeatAsync(node with { Beat = 1 })).Held);
        Assert.True((await BeatAsync(node with { Beat = 2 })).Held);
    }

    [Fact]
    public async Task A_first_beat_whose_answer_was_lost_can_be_repeated()
    {
        var node = await Repository.JoinAsync("a", Cancellation);

        Assert.True((await BeatAsync(node)).Held);
    }

    [Fact]
    public async Task A_later_beat_takes_no_node_in()
    {
        Assert.False((await BeatAsync(Sample.Node("a", 1))).Held);
        Assert.False((await BeatAsync(Sample.Node("a", 2))).Held);
    }

    [Fact]
    public async Task A_silent_node_is_ended()
    {
        var node = await Repository.JoinAsync("a", Cancellation);

        await BeatAsync(Sample.Node("b", 0), node);

        Assert.False((await BeatAsync(node with { Beat = 1 })).Held);
        Assert.False((await BeatAsync(node)).Held, "An ended node came back.");
    }

    [Fact]
    public async Task A_node_that_has_moved_meanwhile_is_not_ended()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        await BeatAsync(node with { Beat = 1 });

        await BeatAsync(Sample.Node("b", 0), node);

        Assert.True((await BeatAsync(node with { Beat = 2 })).Held);
    }

    [Fact]
    public async Task Several_silent_nodes_are_ended_at_once()
    {
        var nodes = new List<JobNode>();
        foreach (var id in new[] { "a", "b", "c" })
        {
            nodes.Add(await Repository.JoinAsync(id, Cancellation));
        }

        await BeatAsync(nodes[1] with { Beat = 1 });

        var beat = await BeatAsync(Sample.Node("d", 0), [.. nodes, Sample.Node("nobody", 0)]);

        Assert.Equal("b", Assert.Single(beat.Others).Id);
    }

    [Fact]
    public async Task A_node_that_leaves_names_itself()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var other = await Repository.JoinAsync("b", Cancellation);

        Assert.False((await BeatAsync(node with { Beat = 1 }, node)).Held);

        Assert.Empty((await BeatAsync(other with { Beat = 1 })).Others);
        Assert.False((await BeatAsync(node with { Beat = 1 })).Held);
    }

    [Fact]
    public async Task The_others_are_the_live_ones_as_they_last_beat()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var a = new JobNode("a", 0, new Dictionary<string, NodeWork> { ["ping"] = new(4, null) });
        var b = new JobNode(
            "b",
            0,
            new Dictionary<string, NodeWork>
            {
                ["ping"] = new(8, TimeSpan.FromMilliseconds(1500)),
                ["pong"] = new(1, TimeSpan.FromDays(3)),
            }
        );
        Assert.Empty((await BeatAsync(a)).Others);
        await other.Repository.BeatAsync(b with { Names = a.Names }, [], Cancellation);

        var beat = await other.Repository.BeatAsync(b with { Beat = 1 }, [], Cancellation);
        AssertSame(a, Assert.Single(beat.Others));

        beat = await BeatAsync(a with { Beat = 1 });
        AssertSame(b with { Beat = 1 }, Assert.Single(beat.Others));
    }

    [Fact]
    public async Task A_front_that_runs_nothing_is_a_node_too()
    {
        await Repository.JoinAsync("front", Cancellation);

        var beat = await BeatAsync(Sample.Node("a", 0));

        AssertSame(Sample.Node("front", 0), Assert.Single(beat.Others));
    }

    [Fact]
    public async Task Of_a_renewal_and_many_watchers_at_once_all_agree_who_came_first()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        for (var round = 0; round < 10; round++)
        {
            var node = await Repository.JoinAsync($"node-{round}", Cancellation);

            var beats = await Contest.RunAsync(
                5,
                i =>
                    i == 0
                        ? Repository.BeatAsync(node with { Beat = 1 }, [], Cancellation)
                        : other.Repository.BeatAsync(Sample.Node("watcher", 1), [node], Cancellation)
            );

            Assert.Equal(beats[0].Held, (await BeatAsync(node with { Beat = 2 })).Held);
        }
    }

    private Task<NodeBeat> BeatAsync(JobNode node, params JobNode[] silent) =>
        Repository.BeatAsync(node, silent, Cancellation);

    private static void AssertSame(JobNode expected, JobNode actual)
    {
        Assert.Equal((expected.Id, expected.Beat), (actual.Id, actual.Beat));
        Assert.Equal(expected.Names.OrderBy(work => work.Key), actual.Names.OrderBy(work => work.Key));
    }
}
