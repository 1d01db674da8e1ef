using System.Runtime.CompilerServices;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Testing;

/// <summary>A notifier whose calls meet faults. Thread-safe.</summary>
/// <param name="inner">The real one.</param>
/// <param name="faults">Decide.</param>
public sealed class FaultyJobNotifier(IJobNotifier inner, JobFaults faults) : IJobNotifier
{
    /// <inheritdoc/>
    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken) =>
        faults.RunAsync(
            JobStoreCall.Publish,
            async () =>
            {
                await inner.PublishAsync(signals, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobSignal> SubscribeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var fault = faults.Meet(JobStoreCall.Subscribe);
        if (!await BeginsAsync(fault, cancellationToken).ConfigureAwait(false))
        {
            yield break;
        }

        var stands = false;
        await foreach (var signal in inner.SubscribeAsync(cancellationToken).ConfigureAwait(false))
        {
            if (stands)
            {
                fault?.After(JobStoreCall.Subscribe);
            }

            stands = true;
            yield return signal;
        }
    }

    private static async Task<bool> BeginsAsync(JobFault? fault, CancellationToken cancellationToken)
    {
        try
        {
            await (fault?.BeforeAsync(JobStoreCall.Subscribe, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(
                false
            );
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // A subscription that is cancelled ends, it does not throw.
            return false;
        }
    }
}
