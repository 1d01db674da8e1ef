using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>The notifier of a store in memory, into whose calls a test may step.</summary>
internal sealed class ScriptedNotifier(InMemoryJobStore store) : IJobNotifier
{
    private readonly InMemoryJobNotifier _inner = new(store);

    public Func<IReadOnlyList<JobSignal>, Func<Task>, Task> Publishing { get; set; } = static (_, publish) => publish();

    public Func<IAsyncEnumerable<JobSignal>, IAsyncEnumerable<JobSignal>> Subscribing { get; set; } =
        static signals => signals;

    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken) =>
        Publishing(signals, () => _inner.PublishAsync(signals, cancellationToken));

    public IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken) =>
        Subscribing(_inner.SubscribeAsync(cancellationToken));
}
