using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

internal sealed class FaultyNotifier(IJobNotifier inner, StoreFaults faults) : IJobNotifier
{
    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken) =>
        faults.CallAsync(
            async () =>
            {
                await inner.PublishAsync(signals, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken) =>
        inner.SubscribeAsync(cancellationToken);
}
