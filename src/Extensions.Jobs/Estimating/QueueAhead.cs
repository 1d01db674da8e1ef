using System.Collections.Concurrent;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>
/// How many unfinished jobs of a type there are: counted in the background, at most every 10 s and only while somebody asks. In
/// between, what this process creates is added, and what the nodes should have got done is taken away. Whoever asks, never waits.
/// </summary>
internal sealed partial class QueueAhead(
    IJobRepository repository,
    JobClock clock,
    TimeProvider time,
    ILogger<QueueAhead> logger
)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<JobType, Count> _counts = new();

    /// <summary>How many stand before a job that is created now. The last of them may be in part done.</summary>
    /// <param name="type">The type of the job.</param>
    /// <param name="slots">How many run at once.</param>
    /// <param name="typical">How long one usually takes; null: not known.</param>
    public double Of(JobType type, int slots, TimeSpan? typical)
    {
        var count = _counts.GetOrAdd(type, static (_, time) => new Count(time), time);
        if (count.TryBegin(_interval))
        {
            _ = Task.Run(() => CountAsync(type, count));
        }

        return count.After(typical is { } each && each > TimeSpan.Zero ? slots / each.TotalSeconds : 0);
    }

    /// <summary>One more has been created here.</summary>
    public void Created(JobType type)
    {
        if (_counts.TryGetValue(type, out var count))
        {
            count.Add();
        }
    }

    private async Task CountAsync(JobType type, Count count)
    {
        try
        {
            var counts = await repository
                .CountAsync(type.Names, clock.Now, CancellationToken.None)
                .ConfigureAwait(false);
            count.Set(counts.Sum(name => name.Due + name.Running));
        }
        catch (Exception failure)
        {
            LogNotCounted(type.Name, failure.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "The queue of '{Name}' could not be counted for its estimates: {Reason}"
    )]
    private partial void LogNotCounted(string name, string reason);

    private sealed class Count(TimeProvider time)
    {
        private readonly Lock _gate = new();
        private double _value;
        private long _asOf = time.GetTimestamp();
        private long _begun;

        public bool TryBegin(TimeSpan interval)
        {
            var begun = Interlocked.Read(ref _begun);
            return (begun == 0 || time.GetElapsedTime(begun) >= interval)
                && Interlocked.CompareExchange(ref _begun, time.GetTimestamp(), begun) == begun;
        }

        /// <summary>What is left, if so many a second have ended since it was last looked at.</summary>
        public double After(double doneEachSecond)
        {
            lock (_gate)
            {
                var now = time.GetTimestamp();
                _value = Math.Max(0, _value - (doneEachSecond * time.GetElapsedTime(_asOf, now).TotalSeconds));
                _asOf = now;
                return _value;
            }
        }

        public void Add()
        {
            lock (_gate)
            {
                _value++;
            }
        }

        public void Set(long value)
        {
            lock (_gate)
            {
                _value = value;
                _asOf = time.GetTimestamp();
            }
        }
    }
}
