using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests.Processes;

/// <summary>Several processes share a file, and each may be killed at any moment.</summary>
public sealed class SqliteProcessTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_process_loses_no_job_that_it_was_told_was_added()
    {
        for (var round = 1; round <= 3; round++)
        {
            using var process = OtherProcess.Adding(_file);
            var added = new List<string>();
            while (added.Count < 100 * round)
            {
                added.Add((await process.ReadLineAsync(Cancellation))!);
            }

            added.AddRange(await process.KillAsync(Cancellation));

            // The last line may have been cut in the middle.
            var whole = added.Where(JobId.IsWellFormed).ToList();
            using var store = _file.OpenStore();
            Assert.Equal(whole.Order(), (await store.FindIdsAsync(whole)).Order());
        }
    }

    [Fact]
    public async Task A_killed_node_is_seen_dead_and_its_file_is_removed()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("here"));
        var job = Sample.NewJob();
        await store.AddAsync(job);
        using var process = OtherProcess.Running(_file);
        Assert.Equal(job.Header.Id, await process.ReadLineAsync(Cancellation));
        Assert.Empty(await OrphanedAsync(store));

        await process.KillAsync(Cancellation);

        Assert.Equal([job.Header.Id], await OrphanedAsync(store));
        Assert.False(File.Exists($"{_file.Path}-node-other"));
        Assert.True(File.Exists($"{_file.Path}-node-here"));
    }

    [Fact]
    public async Task A_waiting_claim_is_woken_by_another_process()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("here"));
        var waiting = store.ClaimAsync("here", slots: 100);

        using var process = OtherProcess.Adding(_file);

        Assert.NotEmpty(await waiting);
    }

    [Fact]
    public async Task A_subscriber_hears_of_a_claim_in_another_process()
    {
        using var store = _file.OpenStore();
        await store.AddAsync(Sample.NewJob());
        await using var signals = store.Notifier.SubscribeAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await signals.MoveNextAsync());
        Assert.Equal(JobSignal.Any, signals.Current);

        using var process = OtherProcess.Running(_file);
        await process.ReadLineAsync(Cancellation);

        Assert.True(await signals.MoveNextAsync());
        Assert.Equal(JobSignal.Any, signals.Current);
    }

    [Fact]
    public async Task Many_processes_may_open_a_new_file_at_once()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => _file.OpenStore()).ToList();

        var beats = await Task.WhenAll(
            stores.Select((store, i) => Task.Run(() => store.BeatAsync(Sample.Node($"node-{i}")), Cancellation))
        );

        Assert.All(beats, beat => Assert.True(beat.Held));
        Assert.Equal(7, (await stores[0].BeatAsync(Sample.Node("node-0", 1))).Others.Count);
        stores.ForEach(store => store.Dispose());
    }

    public void Dispose() => _file.Dispose();

    private static async Task<IReadOnlyList<string>> OrphanedAsync(SqliteJobStore store)
    {
        var query = new JobQuery(JobSet.Orphaned) { Names = ["ping"], Limit = 10 };
        return [.. (await store.Repository.QueryAsync(query, Cancellation)).Jobs.Select(job => job.Id)];
    }
}
