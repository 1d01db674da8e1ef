using System.Collections.Immutable;
using System.Threading.Channels;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Who has subscribed in this process. Thread-safe.</summary>
internal sealed class Subscriptions
{
    private ImmutableArray<Subscription> _all = [];

    public Subscription Add()
    {
        var subscription = new Subscription(this);
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), subscription);

    public void Publish(IReadOnlyList<JobSignal> signals)
    {
        foreach (var subscription in _all)
        {
            subscription.Write(signals);
        }
    }
}

/// <summary>The signals that one subscriber has not read yet; a slow one loses them, and hears that it has.</summary>
internal sealed class Subscription(Subscriptions all) : IDisposable
{
    private const int Capacity = 4096;
    private readonly Channel<JobSignal> _signals = Channel.CreateBounded<JobSignal>(
        new BoundedChannelOptions(Capacity) { SingleReader = true }
    );

    private bool _hasGap;

    public void Write(IReadOnlyList<JobSignal> signals)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            if (!_signals.Writer.TryWrite(signals[i]))
            {
                Volatile.Write(ref _hasGap, true);
                return;
            }
        }
    }

    /// <summary>Waits for signals; false: cancelled.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _signals.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public bool TryRead(out JobSignal signal)
    {
        if (Interlocked.Exchange(ref _hasGap, false))
        {
            signal = JobSignal.Any;
            return true;
        }

        return _signals.Reader.TryRead(out signal);
    }

    public void Dispose() => all.Remove(this);
}
