namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Many tombstones are deleted in many short transactions.</summary>
public sealed class SqlitePurgeTests : IDisposable
{
    private const string Rows = """
        SELECT (SELECT COUNT(*) FROM jobs) + (SELECT COUNT(*) FROM job_inputs) + (SELECT COUNT(*) FROM job_outputs)
        """;

    private readonly TemporaryFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purge_of_many_deletes_as_many_as_it_may_and_leaves_nothing_of_them()
    {
        using var store = _file.OpenStore();
        await Task.WhenAll(Enumerable.Range(0, 700).Select(_ => AddTombstoneAsync(store)));
        var later = Sample.Now.AddDays(3);

        Assert.Equal(600, await store.Repository.PurgeAsync(later, 600, Cancellation));
        Assert.Equal(100, await store.Repository.PurgeAsync(later, 600, Cancellation));
        Assert.Equal(0, await store.Repository.PurgeAsync(later, 600, Cancellation));

        Assert.Equal(0, await store.ReadAsync(connection => connection.Prepare(Rows).Number(), Cancellation));
    }

    public void Dispose() => _file.Dispose();

    private static async Task AddTombstoneAsync(SqliteJobStore store)
    {
        var job = Sample.NewJob();
        await store.AddAsync(job);
        var removed = JobTransitions.RequestDelete(job.Header, Sample.Policy, Sample.Now)!;
        Assert.True(await store.Repository.TryUpdateAsync(removed, Cancellation));
    }
}
