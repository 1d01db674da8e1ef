using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>The length of a queue is exact, although it is hardly ever counted.</summary>
public sealed class SqliteLimitTests : IDisposable
{
    private static readonly JobLimits _ten = new(QueueLength: 10);
    private readonly TemporaryFile _file = new();
    private readonly SqliteJobStore _store;

    public SqliteLimitTests() => _store = _file.OpenStore();

    [Fact]
    public async Task It_is_exact_when_others_add_in_between()
    {
        using var other = _file.OpenStore();
        var added = 0;
        while (await TryAddAsync(added % 3 == 0 ? other : _store))
        {
            added++;
        }

        Assert.Equal(10, added);
        Assert.False(await TryAddAsync(_store));
        Assert.False(await TryAddAsync(other));
    }

    [Fact]
    public async Task Room_that_others_make_is_used_at_once()
    {
        using var other = _file.OpenStore();
        await other.BeatAsync(Sample.Node("a"));
        while (await TryAddAsync(_store)) { }

        Assert.Equal(3, (await other.ClaimAsync("a", slots: 3)).Count);

        Assert.True(await TryAddAsync(_store));
        Assert.True(await TryAddAsync(_store));
        Assert.True(await TryAddAsync(_store));
        Assert.False(await TryAddAsync(_store));
    }

    [Fact]
    public async Task Jobs_that_come_back_to_the_queue_count()
    {
        await _store.BeatAsync(Sample.Node("a"));
        while (await TryAddAsync(_store)) { }
        var claimed = await _store.ClaimAsync("a", slots: 5);
        Assert.True(await TryAddAsync(_store));

        foreach (var job in claimed)
        {
            var back = JobTransitions.End(
                job.Header,
                job.Header.Claim,
                new JobEnd.HandedBack(),
                Sample.Policy,
                Sample.Now
            );
            Assert.True(await _store.Repository.TryUpdateAsync(back!, TestContext.Current.CancellationToken));
        }

        Assert.False(await TryAddAsync(_store));
    }

    [Fact]
    public async Task What_was_counted_in_a_transaction_that_failed_is_forgotten()
    {
        await _store.BeatAsync(Sample.Node("a"));
        while (await TryAddAsync(_store)) { }
        var claimed = await _store.ClaimAsync("a", slots: 10);
        var cancellation = TestContext.Current.CancellationToken;
        var refused = Assert.ThrowsAsync<InvalidOperationException>(() =>
            _store.WriteAsync<bool>(
                WriteOrder.Add,
                connection =>
                {
                    foreach (var job in claimed)
                    {
                        var end = new JobEnd.Cancelled();
                        JobSave.Apply(
                            connection,
                            JobTransitions.End(job.Header, job.Header.Claim, end, Sample.Policy, Sample.Now)!
                        );
                    }

                    Assert.Equal(JobAdded.Added, JobAdd.Apply(connection, Sample.NewJob(), _ten));
                    throw new InvalidOperationException();
                },
                cancellation
            )
        );
        await refused;
        foreach (var job in claimed)
        {
            var back = JobTransitions.End(
                job.Header,
                job.Header.Claim,
                new JobEnd.HandedBack(),
                Sample.Policy,
                Sample.Now
            );
            Assert.True(await _store.Repository.TryUpdateAsync(back!, cancellation));
        }

        Assert.False(await TryAddAsync(_store));
    }

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    private static async Task<bool> TryAddAsync(SqliteJobStore store) =>
        await store.Repository.AddAsync(Sample.NewJob(), _ten, null, TestContext.Current.CancellationToken)
        == JobAdded.Added;
}
