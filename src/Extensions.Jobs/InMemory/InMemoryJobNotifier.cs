using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>Signals to all who have subscribed in this process.</summary>
internal sealed class InMemoryJobNotifier(InMemoryJobStore store) : IJobNotifier
{
    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken)
    {
        store.Subscriptions.Publish(signals);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken) =>
        store.Subscriptions.SubscribeAsync(cancellationToken);
}
