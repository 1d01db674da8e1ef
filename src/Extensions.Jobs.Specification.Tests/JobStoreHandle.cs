using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>The three contracts on one store, as one process holds them.</summary>
/// <param name="repository">The repository.</param>
/// <param name="queue">The queue.</param>
/// <param name="notifier">The notifier.</param>
/// <param name="close">Closes all three as the end of a process does: without leaving, its nodes being seen dead. Default: nothing.</param>
public sealed class JobStoreHandle(
    IJobRepository repository,
    IJobQueue queue,
    IJobNotifier notifier,
    Func<ValueTask>? close = null
) : IAsyncDisposable
{
    private Func<ValueTask>? _close = close;

    /// <summary>The repository.</summary>
    public IJobRepository Repository { get; } = repository;

    /// <summary>The queue.</summary>
    public IJobQueue Queue { get; } = queue;

    /// <summary>The notifier.</summary>
    public IJobNotifier Notifier { get; } = notifier;

    /// <summary>Closes it; twice is harmless.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _close, null)?.Invoke() ?? ValueTask.CompletedTask;
}
