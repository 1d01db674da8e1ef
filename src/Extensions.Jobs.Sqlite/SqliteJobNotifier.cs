using System.Runtime.CompilerServices;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Tells this process directly; the others notice the commit that every signal follows.</summary>
internal sealed class SqliteJobNotifier(SqliteJobStore store) : IJobNotifier
{
    public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken)
    {
        store.Signals.Subscriptions.Publish(signals);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<JobSignal> SubscribeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var others = store.Signals.ListenToOthers();
        var signals = store.Signals.Subscriptions.SubscribeAsync(cancellationToken);
        await foreach (var signal in signals.ConfigureAwait(false))
        {
            yield return signal;
        }
    }
}
