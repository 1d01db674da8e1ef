using System.Runtime.CompilerServices;
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

    public async IAsyncEnumerable<JobSignal> SubscribeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var subscription = store.Subscriptions.Add();
        using var registration = cancellationToken.UnsafeRegister(
            static subscription => ((Subscription)subscription!).End(),
            subscription
        );
        yield return JobSignal.Any;
        while (!cancellationToken.IsCancellationRequested && await subscription.WaitAsync().ConfigureAwait(false))
        {
            while (!cancellationToken.IsCancellationRequested && subscription.TryRead(out var signal))
            {
                yield return signal;
            }
        }
    }
}
