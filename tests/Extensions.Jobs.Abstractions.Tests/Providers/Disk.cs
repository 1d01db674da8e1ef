using System.Collections.Concurrent;
using System.Threading.Channels;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>The place in front of which writes are gathered: each commit waits until its test lets it end.</summary>
internal sealed class Disk
{
    private readonly Channel<Commit> _begun = Channel.CreateUnbounded<Commit>();

    public ConcurrentQueue<string> Written { get; } = new();

    public JobWriteGroup<string, string> Group(int maxSize = 100) => new(CommitAsync, maxSize);

    /// <summary>The next commit, as soon as it has begun.</summary>
    public async Task<Commit> BegunAsync() => await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool IsIdle => _begun.Reader.Count == 0;

    private async Task<IReadOnlyList<string>> CommitAsync(IReadOnlyList<string> writes)
    {
        var commit = new Commit(writes);
        _begun.Writer.TryWrite(commit);
        await commit.Task;
        foreach (var write in writes)
        {
            Written.Enqueue(write);
        }

        return [.. writes.Select(write => $"{write} done")];
    }

    internal sealed class Commit(IReadOnlyList<string> writes) : TaskCompletionSource
    {
        public IReadOnlyList<string> Writes => writes;
    }
}
