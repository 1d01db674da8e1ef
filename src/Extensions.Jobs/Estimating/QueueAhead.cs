using System.Collections.Concurrent;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>
/// How many unfinished jobs of a type there are: counted in the background, at most every 10 s and only while somebody asks, and
/// counted on by what this process has created since. Whoever asks, never waits.
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

    /// <summary>How many stand before a job that is created now.</summary>
    public long Of(JobType type)
    {
        var count = _counts.GetOrAdd(type, static _ => new Count());
        if (count.TryBegin(time, _interval))
        {
            _ = Task.Run(() => CountAsync(type, count));
        }

        return count.Value;
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

    private sealed class Count
    {
        private long _value;
        private long _begun;

        public long Value => Interlocked.Read(ref _value);

        public bool TryBegin(TimeProvider time, TimeSpan interval)
        {
            var begun = Interlocked.Read(ref _begun);
            return (begun == 0 || time.GetElapsedTime(begun) >= interval)
                && Interlocked.CompareExchange(ref _begun, time.GetTimestamp(), begun) == begun;
        }

        public void Add() => Interlocked.Increment(ref _value);

        public void Set(long value) => Interlocked.Exchange(ref _value, value);
    }
}
