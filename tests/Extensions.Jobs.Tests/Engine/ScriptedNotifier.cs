using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>The notifier of a store in memory, into whose calls a test may step.</summary>
internal sealed class ScriptedNotifier(InMemoryJobStore store) : IJobNotifier
{
    private readonly InMemoryJobNotifier _inner = new(store);

    public Func<IReadOnlyList<JobSignal>, Func<IReadOnlyList<JobSignal>, Task>, Task> Publishing { get; set; } =
        static (signals, publish) => publish(signals);

    public Func<IAsyncEnumerable<JobSignal>, IAsyncEnumerable<JobSignal>> Subscribing { get; set; } =
        static signals => signals;

    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken) =>
        Publishing(signals, passed => _inner.PublishAsync(passed, cancellationToken));

    public IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken) =>
        Subscribing(_inner.SubscribeAsync(cancellationToken));
}
