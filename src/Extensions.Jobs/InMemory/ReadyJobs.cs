namespace Extensions.Jobs.InMemory;

/// <summary>The due jobs of one name, by priority, then by the time from which they were due, then as the store got them.</summary>
internal sealed class ReadyJobs
{
    private readonly TimeIndex[] _byPriority =
    [
        new(StoredJob.ByNumber),
        new(StoredJob.ByNumber),
        new(StoredJob.ByNumber),
    ];

    /// <summary>The time of the oldest, whatever its priority.</summary>
    public DateTimeOffset? Oldest => _byPriority.Min(static jobs => jobs.First?.Time);

    public void Add(DateTimeOffset time, StoredJob job) => Of(job.Header.Priority).Add(time, job);

    public void Remove(DateTimeOffset time, StoredJob job) => Of(job.Header.Priority).Remove(time, job);

    public int CountTo(DateTimeOffset time) => _byPriority.Sum(jobs => jobs.CountTo(time));

    /// <summary>Those at or before a time, each priority oldest first, at most so many of each.</summary>
    public IEnumerable<(DateTimeOffset Time, StoredJob Job)> Oldests(DateTimeOffset before, int limit) =>
        _byPriority.SelectMany(jobs => jobs.Ascending(before).Take(limit));

    /// <summary>The job that is claimed first among those of several names.</summary>
    public static StoredJob? Best(IReadOnlyList<ReadyJobs> names)
    {
        for (var priority = JobPriority.High; priority >= JobPriority.Low; priority--)
        {
            (DateTimeOffset Time, StoredJob Job)? best = null;
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i].Of(priority).First is { } first && (best is not { } other || IsBefore(first, other)))
                {
                    best = first;
                }
            }

            if (best is { } found)
            {
                return found.Job;
            }
        }

        return null;
    }

    private static bool IsBefore(
        (DateTimeOffset Time, StoredJob Job) left,
        (DateTimeOffset Time, StoredJob Job) right
    ) => left.Time != right.Time ? left.Time < right.Time : left.Job.Number < right.Job.Number;

    private TimeIndex Of(JobPriority priority) => _byPriority[JobPriority.High - priority];
}
