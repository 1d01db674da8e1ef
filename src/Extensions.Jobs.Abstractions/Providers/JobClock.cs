namespace Extensions.Jobs.Providers;

/// <summary>
/// The store's time, counted on between its answers by the monotonic clock of this process: the same time on every node, untouched
/// by jumps of the machine's clock. A singleton, thread-safe.
/// </summary>
/// <param name="time">Gives the monotonic clock, and the time until the store has answered once.</param>
public sealed class JobClock(TimeProvider time)
{
    private Reading? _reading;

    /// <summary>Now, in whole milliseconds.</summary>
    public DateTimeOffset Now =>
        JobTime.Floor(
            Volatile.Read(ref _reading) is { } reading
                ? reading.StoreTime + time.GetElapsedTime(reading.Timestamp)
                : time.GetUtcNow()
        );

    /// <summary>Takes over the time that the store has just answered.</summary>
    public void Set(DateTimeOffset storeTime) =>
        Volatile.Write(ref _reading, new Reading(storeTime, time.GetTimestamp()));

    private sealed record Reading(DateTimeOffset StoreTime, long Timestamp);
}
