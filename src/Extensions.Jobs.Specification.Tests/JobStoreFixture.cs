using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>
/// A fresh and empty store for one test. A provider derives from it once; every suite makes one for each of its tests. What is
/// costly (a server) a provider shares between its fixtures by itself.
/// </summary>
/// <remarks>Not thread-safe; what it opens is.</remarks>
public abstract class JobStoreFixture : IAsyncDisposable
{
    private readonly List<JobStoreHandle> _handles = [];
    private bool _disposed;

    /// <summary>The first handle onto the store.</summary>
    /// <exception cref="InvalidOperationException">The fixture has not been opened.</exception>
    public JobStoreHandle First =>
        _handles.Count > 0 ? _handles[0] : throw new InvalidOperationException("The fixture has not been opened.");

    /// <summary>
    /// Whether the queue is a broker, which carries ids beside the table of jobs: it can count them, and hands out jobs of one
    /// priority as they arrived, whatever their due times. Default: false.
    /// </summary>
    public virtual bool HasBroker => false;

    /// <summary>Whether a job can be added in a transaction of the caller. Default: false.</summary>
    public virtual bool SupportsTransactions => false;

    /// <summary>
    /// Whether a node whose process has ended is seen dead at once, not only when its beat has stood still. Default: false.
    /// </summary>
    public virtual bool SeesDeadNodes => false;

    /// <summary>Makes the store and opens the first handle. Called once, before anything else.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CreateStoreAsync(cancellationToken).ConfigureAwait(false);
            await OpenAnotherAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Nobody disposes a test that could not begin.
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens one more handle onto the same store, as another process would. Closed with the fixture at the latest.</summary>
    public async Task<JobStoreHandle> OpenAnotherAsync(CancellationToken cancellationToken)
    {
        var handle = await OpenHandleAsync(cancellationToken).ConfigureAwait(false);
        _handles.Add(handle);
        await GreetAsync(handle.Repository, $"opening-{_handles.Count}", cancellationToken).ConfigureAwait(false);
        return handle;
    }

    /// <summary>Moves the store's time on for all handles, without waiting. Nothing else has to notice.</summary>
    public abstract Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Begins a transaction on a connection of its own to the store; the caller disposes both.</summary>
    /// <exception cref="NotSupportedException">See <see cref="SupportsTransactions"/>.</exception>
    public virtual Task<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("This store knows no transactions of a caller.");

    /// <summary>Closes all handles, the last one first, then deletes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (var i = _handles.Count - 1; i >= 0; i--)
        {
            await _handles[i].DisposeAsync().ConfigureAwait(false);
        }

        await DeleteStoreAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a store that nobody else has.</summary>
    protected virtual Task CreateStoreAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Opens a handle that shares nothing with the others but the store.</summary>
    protected abstract Task<JobStoreHandle> OpenHandleAsync(CancellationToken cancellationToken);

    /// <summary>Deletes the store, all handles being closed.</summary>
    protected virtual ValueTask DeleteStoreAsync() => ValueTask.CompletedTask;

    // The first call of every process is a beat; it prepares the store. The node leaves again, so that no test meets it.
    private static async Task GreetAsync(IJobRepository repository, string id, CancellationToken cancellationToken)
    {
        var node = new JobNode(id, 0, new Dictionary<string, NodeWork>());
        await repository.BeatAsync(node, [], cancellationToken).ConfigureAwait(false);
        await repository.BeatAsync(node with { Beat = 1 }, [node], cancellationToken).ConfigureAwait(false);
    }
}
