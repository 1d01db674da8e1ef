using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>A caller that gives up ends its own waiting, never a write that is under way.</summary>
public sealed class JobWriteGroupCancellationTests : IDisposable
{
    private readonly Disk _disk = new();
    private readonly CancellationTokenSource _givesUp = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _givesUp.Dispose();

    [Fact]
    public async Task One_that_has_given_up_already_writes_nothing()
    {
        await _givesUp.CancelAsync();

        var write = _disk.Group().WriteAsync("a", _givesUp.Token);

        var failure = await Assert.ThrowsAsync<TaskCanceledException>(() => write);
        Assert.Equal(_givesUp.Token, failure.CancellationToken);
        Assert.True(_disk.IsIdle);
    }

    [Fact]
    public async Task A_write_that_has_not_begun_is_dropped()
    {
        var group = _disk.Group();
        var first = group.WriteAsync("a", Token);
        var commit = await _disk.BegunAsync();
        var (given, kept) = (group.WriteAsync("b", _givesUp.Token), group.WriteAsync("c", Token));

        await _givesUp.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => given);
        commit.SetResult();

        var next = await _disk.BegunAsync();
        next.SetResult();
        Assert.Equal(["c"], next.Writes);
        Assert.Equal(["a done", "c done"], await Task.WhenAll(first, kept));
    }

    [Fact]
    public async Task A_write_that_is_under_way_goes_on_without_its_caller()
    {
        var group = _disk.Group();
        var first = group.WriteAsync("a", Token);
        var commit = await _disk.BegunAsync();
        var (given, kept) = (group.WriteAsync("b", _givesUp.Token), group.WriteAsync("c", Token));
        commit.SetResult();
        var next = await _disk.BegunAsync();

        await _givesUp.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => given);
        next.SetResult();

        Assert.Equal(["a done", "c done"], await Task.WhenAll(first, kept));
        Assert.Equal(["a", "b", "c"], _disk.Written);
    }

    [Fact]
    public async Task When_all_have_given_up_the_next_write_is_committed_as_ever()
    {
        var group = _disk.Group(maxSize: 1);
        var first = group.WriteAsync("a", Token);
        var commit = await _disk.BegunAsync();
        var given = new[] { group.WriteAsync("b", _givesUp.Token), group.WriteAsync("c", _givesUp.Token) };
        await _givesUp.CancelAsync();
        commit.SetResult();
        await first;

        var next = group.WriteAsync("d", Token);
        (await _disk.BegunAsync()).SetResult();

        Assert.Equal("d done", await next);
        Assert.Equal(["a", "d"], _disk.Written);
        Assert.All(given, write => Assert.True(write.IsCanceled));
    }

    [Fact]
    public async Task Callers_that_come_and_go_at_any_moment_lose_no_write_of_the_others()
    {
        var group = new JobWriteGroup<int, int>(
            async writes =>
            {
                await Task.Yield();
                return writes;
            },
            maxSize: 8
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 2000)
                .Select(async i =>
                {
                    using var source = new CancellationTokenSource();
                    var write = group.WriteAsync(i, i % 2 == 0 ? Token : source.Token);
                    if (i % 2 != 0)
                    {
                        await source.CancelAsync();
                        await ((Task)write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        Assert.True(write.IsCanceled || write.Result == i);
                        return;
                    }

                    Assert.Equal(i, await write);
                })
        );
    }
}
