using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>What is not removed, by state, in the order of lists: by creation, then id.</summary>
internal sealed class JobListing
{
    private static readonly JobState[] _states = Enum.GetValues<JobState>();
    private readonly TimeIndex?[] _byState = new TimeIndex?[_states.Length];

    public int CountOf(JobState state) => _byState[(int)state]?.Count ?? 0;

    public void Add(JobHeader job, StoredJob stored) =>
        (_byState[(int)job.State] ??= new TimeIndex(StoredJob.ById)).Add(job.Created, stored);

    public void Remove(JobHeader job, StoredJob stored)
    {
        var index = _byState[(int)job.State]!;
        index.Remove(job.Created, stored);
        if (index.Count == 0)
        {
            _byState[(int)job.State] = null;
        }
    }

    /// <summary>The first ones of each state, newest first: enough to merge a page of.</summary>
    public IEnumerable<JobHeader> Newest(JobQuery query, int limit) =>
        (query.States ?? _states)
            .Distinct()
            .Select(state => _byState[(int)state])
            .OfType<TimeIndex>()
            .SelectMany(index => Newest(index, query).Take(limit));

    private static IEnumerable<JobHeader> Newest(TimeIndex index, JobQuery query)
    {
        var from = query.CreatedTo ?? DateTimeOffset.MaxValue;
        if (query.Cursor is { } cursor && cursor.Created < from)
        {
            from = cursor.Created;
        }

        return index
            .Descending(from)
            .Select(place => place.Job.Header)
            .Where(job => query.Cursor is not { } cursor || IsBehind(job, cursor))
            .TakeWhile(job => query.CreatedFrom is not { } earliest || job.Created >= earliest)
            .Where(job =>
                query.Stopping is not { } stopping || job.State != JobState.Running || job.StopRequested == stopping
            );
    }

    private static bool IsBehind(JobHeader job, JobCursor cursor) =>
        job.Created < cursor.Created || string.CompareOrdinal(job.Id, cursor.Id) < 0;
}
