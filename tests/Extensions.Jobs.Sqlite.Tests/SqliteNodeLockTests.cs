using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>The locked file of a node.</summary>
public sealed class SqliteNodeLockTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task A_node_has_a_locked_file_until_it_leaves()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        Assert.Throws<IOException>(() => Lock("a"));
        await store.BeatAsync(Sample.Node("a", 1));
        Assert.Throws<IOException>(() => Lock("a"));

        await store.BeatAsync(Sample.Node("a", 2), Sample.Node("a", 1));

        Assert.False(File.Exists(PathOf("a")));
    }

    [Fact]
    public async Task A_node_that_others_have_ended_lets_its_file_go()
    {
        using var store = _file.OpenStore();
        using var other = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await other.BeatAsync(Sample.Node("b"), Sample.Node("a"));

        Assert.False((await store.BeatAsync(Sample.Node("a", 1))).Held);

        Assert.False(File.Exists(PathOf("a")));
    }

    [Fact]
    public async Task A_process_that_goes_on_under_another_id_lets_the_old_file_go()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));

        Assert.True((await store.BeatAsync(Sample.Node("b"), Sample.Node("a"))).Held);

        Assert.False(File.Exists(PathOf("a")));
        Assert.True(File.Exists(PathOf("b")));
    }

    [Fact]
    public async Task A_node_that_has_moved_meanwhile_keeps_its_file()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await store.BeatAsync(Sample.Node("a", 1));

        await store.BeatAsync(Sample.Node("b"), Sample.Node("a"));

        Assert.True(File.Exists(PathOf("a")));
    }

    [Fact]
    public async Task A_live_node_without_a_file_is_left_to_its_beat()
    {
        using var store = _file.OpenStore();
        using var other = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await other.BeatAsync(Sample.Node("b"));
        File.Delete(PathOf("a"));

        await LookForOrphansAsync(other);

        Assert.True((await store.BeatAsync(Sample.Node("a", 1))).Held);
    }

    [Fact]
    public async Task A_live_node_keeps_its_file_whoever_looks()
    {
        using var store = _file.OpenStore();
        using var other = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await other.BeatAsync(Sample.Node("b"));

        await LookForOrphansAsync(store);
        await LookForOrphansAsync(other);

        Assert.True((await store.BeatAsync(Sample.Node("a", 1))).Held);
        Assert.True((await other.BeatAsync(Sample.Node("b", 1))).Held);
        Assert.True(File.Exists(PathOf("a")));
        Assert.True(File.Exists(PathOf("b")));
    }

    [Fact]
    public async Task A_file_that_nobody_locks_is_removed()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await File.WriteAllTextAsync(PathOf("gone"), "", TestContext.Current.CancellationToken);

        await LookForOrphansAsync(store);

        Assert.False(File.Exists(PathOf("gone")));
    }

    [Fact]
    public async Task A_node_may_have_any_id()
    {
        using var store = _file.OpenStore();

        Assert.True((await store.BeatAsync(Sample.Node("../a b/ü?*"))).Held);
        await LookForOrphansAsync(store);
        Assert.True((await store.BeatAsync(Sample.Node("../a b/ü?*", 1))).Held);
    }

    public void Dispose() => _file.Dispose();

    private string PathOf(string node) => $"{_file.Path}-node-{node}";

    private FileStream Lock(string node) => new(PathOf(node), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private static Task<JobPage> LookForOrphansAsync(SqliteJobStore store) =>
        store.Repository.QueryAsync(
            new JobQuery(JobSet.Orphaned) { Names = ["ping"], Limit = 10 },
            TestContext.Current.CancellationToken
        );
}
