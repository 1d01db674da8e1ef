namespace Extensions.Jobs;

/// <summary>
/// When a job will be finished, if nobody says better: the typical duration of its type, after what the queue ahead takes on all
/// slots of the live nodes.
/// </summary>
internal sealed class JobEstimates(FleetWork fleet, QueueAhead queue)
{
    /// <summary>Both null: nothing is known yet.</summary>
    public (TimeSpan? Duration, DateTimeOffset? Completion) ForNew(
        JobType type,
        DateTimeOffset? due,
        DateTimeOffset now
    )
    {
        var slots = fleet.SlotsOf(type);
        var known = fleet.TypicalOf(type);
        // Asked for before anything is known too: then it is counted by the time that something is.
        var ahead = queue.Of(type, slots, known);
        if (known is not { } typical)
        {
            return (null, null);
        }

        var start = now + WaitOf(ahead, slots, typical);
        return (typical, JobTime.After(due > start ? due.Value : start, typical));
    }

    /// <summary>
    /// When a run will be finished that has come so far: it goes on as it went. Where it was known how long it takes, that counts
    /// too, the less the more is done: the first steps may be quick ones.
    /// </summary>
    /// <param name="started">When it started.</param>
    /// <param name="progress">Percent done.</param>
    /// <param name="known">How long it should take. Null: not known.</param>
    /// <param name="now">The store's time.</param>
    /// <returns>Null: it is too early to say.</returns>
    public static DateTimeOffset? ByProgress(DateTimeOffset started, int progress, TimeSpan? known, DateTimeOffset now)
    {
        if (progress is < 5 or > 100 || now <= started)
        {
            return null;
        }

        var done = progress / 100.0;
        var total = (now - started) / done;
        if (known is { } expected)
        {
            total = (total * done) + (expected * (1 - done));
        }

        return JobTime.After(now, total * (1 - done));
    }

    /// <summary>How long the jobs ahead keep all slots busy.</summary>
    public static TimeSpan WaitOf(double ahead, int slots, TimeSpan typical)
    {
        if (slots == 0 || ahead <= slots - 1)
        {
            return TimeSpan.Zero;
        }

        var wait = typical.TotalMilliseconds * (ahead - slots + 1) / slots;
        return wait < TimeSpan.FromDays(365).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(wait)
            : TimeSpan.FromDays(365);
    }
}
