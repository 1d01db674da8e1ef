using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Which writes fail when a commit does.</summary>
public sealed class JobWriteGroupFailureTests
{
    private readonly Disk _disk = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_write_does_not_fail_its_mates()
    {
        var (group, writes, commit) = await TogetherAsync("b", "bad", "c");

        commit.SetException(new InvalidOperationException("rolled back"));
        var alone = await AloneAsync(3);
        alone["b"].SetResult();
        alone["bad"].SetException(new InvalidOperationException("it was this one"));
        alone["c"].SetResult();

        Assert.Equal("b done", await writes[0]);
        Assert.Equal("c done", await writes[2]);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]);
        Assert.Equal("it was this one", failure.Message);
        await GoesOnAsync(group);
    }

    [Fact]
    public async Task What_arrives_while_writes_are_tried_alone_waits_for_all_of_them()
    {
        var (group, writes, commit) = await TogetherAsync("b", "c");
        commit.SetException(new InvalidOperationException("rolled back"));
        var alone = await AloneAsync(2);

        var later = group.WriteAsync("d", Token);
        alone["b"].SetResult();
        Assert.Equal("b done", await writes[0]);
        Assert.True(_disk.IsIdle);

        alone["c"].SetResult();
        (await _disk.BegunAsync()).SetResult();
        Assert.Equal("d done", await later);
    }

    [Fact]
    public async Task A_store_that_fails_fails_its_whole_group_which_is_not_written_again()
    {
        var (group, writes, commit) = await TogetherAsync("b", "c");
        var failure = new JobStoreException("The answer was lost");

        commit.SetException(failure);

        foreach (var write in writes)
        {
            Assert.Same(failure, await Assert.ThrowsAsync<JobStoreException>(() => write));
        }

        await GoesOnAsync(group);
        Assert.Equal(["a", "z"], _disk.Written);
    }

    [Fact]
    public async Task A_store_that_fails_a_write_alone_fails_only_that()
    {
        var (group, writes, commit) = await TogetherAsync("b", "c");
        commit.SetException(new InvalidOperationException("rolled back"));

        var alone = await AloneAsync(2);
        alone["b"].SetException(new JobStoreException("locked"));
        alone["c"].SetResult();

        await Assert.ThrowsAsync<JobStoreException>(() => writes[0]);
        Assert.Equal("c done", await writes[1]);
        await GoesOnAsync(group);
    }

    [Fact]
    public async Task A_single_write_that_fails_is_tried_once()
    {
        var group = _disk.Group();
        var write = group.WriteAsync("a", Token);

        (await _disk.BegunAsync()).SetException(new InvalidOperationException("bad"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => write);
        Assert.True(_disk.IsIdle);
        await GoesOnAsync(group);
    }

    [Fact]
    public async Task A_commit_may_throw_before_it_answers_a_task()
    {
        var calls = 0;
        var group = new JobWriteGroup<int, int>(
            _ => ++calls == 1 ? throw new JobStoreException("closed") : Task.FromResult<IReadOnlyList<int>>([7]),
            maxSize: 1
        );

        await Assert.ThrowsAsync<JobStoreException>(() => group.WriteAsync(1, Token));
        Assert.Equal(7, await group.WriteAsync(2, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_commit_that_answers_too_few_or_too_many_results_is_as_one_whose_answer_was_lost(int results)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = new TaskCompletionSource();
        var calls = 0;
        var group = new JobWriteGroup<string, string>(
            async writes =>
            {
                calls++;
                begun.TrySetResult();
                await mayEnd.Task;
                return writes.Count == 1 ? ["one"] : [.. Enumerable.Repeat("many", results)];
            },
            maxSize: 2
        );
        var first = group.WriteAsync("a", Token);
        await begun.Task;

        var mates = new[] { group.WriteAsync("b", Token), group.WriteAsync("c", Token) };
        mayEnd.SetResult();

        Assert.Equal("one", await first);
        await Assert.ThrowsAsync<JobStoreException>(() => mates[0]);
        await Assert.ThrowsAsync<JobStoreException>(() => mates[1]);
        Assert.Equal("one", await group.WriteAsync("d", Token));
        Assert.Equal(3, calls);
    }

    /// <summary>These writes in one commit that has begun, behind a first one that is done.</summary>
    private async Task<(JobWriteGroup<string, string>, Task<string>[], Disk.Commit)> TogetherAsync(
        params string[] writes
    )
    {
        var group = _disk.Group();
        var first = group.WriteAsync("a", Token);
        var commit = await _disk.BegunAsync();
        var answers = writes.Select(write => group.WriteAsync(write, Token)).ToArray();
        commit.SetResult();
        await first;
        commit = await _disk.BegunAsync();
        Assert.Equal(writes, commit.Writes);
        return (group, answers, commit);
    }

    /// <summary>Commits of one write each that are under way side by side, by their write.</summary>
    private async Task<Dictionary<string, Disk.Commit>> AloneAsync(int count)
    {
        var alone = new Dictionary<string, Disk.Commit>();
        for (var i = 0; i < count; i++)
        {
            var commit = await _disk.BegunAsync();
            alone.Add(Assert.Single(commit.Writes), commit);
        }

        return alone;
    }

    private async Task GoesOnAsync(JobWriteGroup<string, string> group)
    {
        var next = group.WriteAsync("z", Token);
        (await _disk.BegunAsync()).SetResult();
        Assert.Equal("z done", await next);
    }
}
