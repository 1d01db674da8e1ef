using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobWriteGroupTests
{
    private readonly Disk _disk = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_alone_is_committed_at_once_and_answered_after_it()
    {
        var write = _disk.Group().WriteAsync("a", Token);

        var commit = await _disk.BegunAsync();
        Assert.Equal(["a"], commit.Writes);
        Assert.False(write.IsCompleted);

        commit.SetResult();
        Assert.Equal("a done", await write);
    }

    [Fact]
    public async Task What_arrives_during_a_commit_is_committed_together_in_its_order()
    {
        var group = _disk.Group();
        var first = group.WriteAsync("a", Token);
        var commit = await _disk.BegunAsync();

        var others = new[] { "b", "c", "d" }.Select(write => group.WriteAsync(write, Token)).ToArray();
        commit.SetResult();
        var next = await _disk.BegunAsync();

        Assert.Equal("a done", await first);
        Assert.Equal(["b", "c", "d"], next.Writes);
        Assert.DoesNotContain(others, write => write.IsCompleted);
        next.SetResult();
        Assert.Equal(["b done", "c done", "d done"], await Task.WhenAll(others));
    }

    [Fact]
    public async Task A_group_holds_no_more_than_its_size()
    {
        var group = _disk.Group(maxSize: 2);
        var writes = new List<Task<string>> { group.WriteAsync("a", Token) };
        var commit = await _disk.BegunAsync();
        writes.AddRange(new[] { "b", "c", "d", "e", "f" }.Select(write => group.WriteAsync(write, Token)));

        foreach (var expected in new[] { "bc", "de", "f" })
        {
            commit.SetResult();
            commit = await _disk.BegunAsync();
            Assert.Equal(expected, string.Concat(commit.Writes));
        }

        commit.SetResult();
        Assert.Equal(["a done", "b done", "c done", "d done", "e done", "f done"], await Task.WhenAll(writes));
        Assert.Throws<ArgumentOutOfRangeException>("maxSize", () => _disk.Group(maxSize: 0));
    }

    [Fact]
    public async Task A_caller_that_goes_on_slowly_holds_up_nobody()
    {
        using var slow = new ManualResetEventSlim();
        var group = _disk.Group();
        var blocked = group
            .WriteAsync("a", Token)
            .ContinueWith(
                _ => slow.Wait(Token),
                Token,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
        (await _disk.BegunAsync()).SetResult();

        var other = group.WriteAsync("b", Token);
        (await _disk.BegunAsync()).SetResult();

        Assert.Equal("b done", await other);
        slow.Set();
        await blocked;
    }

    [Fact]
    public async Task A_commit_sees_nothing_of_whoever_wrote_first()
    {
        var caller = new AsyncLocal<string> { Value = "ada" };
        string? seen = "not asked";
        var group = new JobWriteGroup<int, int>(
            writes =>
            {
                seen = caller.Value;
                return Task.FromResult<IReadOnlyList<int>>([.. writes]);
            },
            maxSize: 1
        );

        await group.WriteAsync(1, Token);

        Assert.Null(seen);
    }

    [Fact]
    public async Task Many_callers_each_get_their_own_result_and_no_two_commits_meet()
    {
        const int Callers = 64;
        const int Each = 100;
        var (committing, groups, largest) = (0, 0, 0);
        var group = new JobWriteGroup<int, int>(
            async writes =>
            {
                Assert.Equal(1, Interlocked.Increment(ref committing));
                (groups, largest) = (groups + 1, Math.Max(largest, writes.Count));
                await Task.Yield();
                Interlocked.Decrement(ref committing);
                return [.. writes.Select(write => -write)];
            },
            maxSize: 32
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 1; i <= Each; i++)
                            {
                                var write = (caller * Each) + i;
                                Assert.Equal(-write, await group.WriteAsync(write, Token));
                            }
                        },
                        Token
                    )
                )
        );

        Assert.InRange(largest, 1, 32);
        Assert.InRange(groups, Callers * Each / 32, Callers * Each);
    }
}
