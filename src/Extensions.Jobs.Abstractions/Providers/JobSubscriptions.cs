using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Extensions.Jobs.Providers;

/// <summary>
/// Who in this process has subscribed to signals: the part of a notifier that is the same for every back-end. A slow subscriber
/// loses signals, and hears that it has, by <see cref="JobSignal.Any"/>. Thread-safe.
/// </summary>
public sealed class JobSubscriptions
{
    private ImmutableArray<Subscription> _all = [];

    /// <summary>Tells all who have subscribed. Never waits.</summary>
    public void Publish(IReadOnlyList<JobSignal> signals)
    {
        foreach (var subscription in _all)
        {
            subscription.Write(signals);
        }
    }

    /// <summary>What <see cref="IJobNotifier.SubscribeAsync"/> promises, for what is published here.</summary>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public async IAsyncEnumerable<JobSignal> SubscribeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var subscription = new Subscription();
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), subscription);
        try
        {
            using var end = cancellationToken.UnsafeRegister(static one => ((Subscription)one!).End(), subscription);
            yield return JobSignal.Any;
            while (!cancellationToken.IsCancellationRequested && await subscription.WaitAsync().ConfigureAwait(false))
            {
                while (!cancellationToken.IsCancellationRequested && subscription.TryRead(out var signal))
                {
                    yield return signal;
                }
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), subscription);
        }
    }

    private sealed class Subscription
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

        /// <summary>Waits for a signal; false: there will be none.</summary>
        public ValueTask<bool> WaitAsync() => _signals.Reader.WaitToReadAsync(CancellationToken.None);

        public bool TryRead(out JobSignal signal)
        {
            if (Interlocked.Exchange(ref _hasGap, false))
            {
                signal = JobSignal.Any;
                return true;
            }

            return _signals.Reader.TryRead(out signal);
        }

        public void End() => _signals.Writer.TryComplete();
    }
}
