using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.InMemory.Model;

/// <summary>The named sets and the counts, read from the list of all jobs.</summary>
internal static class ModelQueries
{
    public static JobPage Query(this ModelStore store, JobQuery query)
    {
        var jobs = store.All.Select(job => job.Header).Where(job => query.Names.Contains(job.Name));
        return query.Set switch
        {
            JobSet.Listed => List(jobs, query),
            JobSet.OfNode => Page(jobs.Where(job => ModelStore.IsRunningOn(job, query.Node)), query),
            JobSet.Orphaned => Page(jobs.Where(job => job.State == JobState.Running && !store.IsLive(job.Node)), query),
            JobSet.Overdue => Oldest(
                jobs.Where(job => job.State == JobState.Queued),
                job => job.Due ?? job.Created,
                query
            ),
            JobSet.Expired => Oldest(jobs.Where(job => job.Removed is null), job => job.Expires, query),
            _ => Oldest(jobs, job => job.CleanupDue, query),
        };
    }

    public static JobCounts Count(this ModelStore store, string name, DateTimeOffset before)
    {
        var jobs = store.All.Select(job => job.Header).Where(job => job.Name == name).ToList();
        var queued = jobs.Where(job => job.State == JobState.Queued).Select(job => job.Due ?? job.Created).ToList();
        var due = queued.Where(time => time <= before).Order().ToList();
        return new JobCounts(
            name,
            queued.Count,
            due.Count,
            due.Count == 0 ? null : due[0],
            jobs.Count(job => job.State == JobState.Running)
        );
    }

    private static JobPage List(IEnumerable<JobHeader> jobs, JobQuery query)
    {
        var found = jobs.Where(job => job.Removed is null)
            .Where(job => query.Owner is null || job.Owner == query.Owner)
            .Where(job => query.States?.Contains(job.State) ?? true)
            .Where(job =>
                query.Stopping is null || job.State != JobState.Running || job.StopRequested == query.Stopping
            )
            .Where(job => query.CreatedFrom is null || job.Created >= query.CreatedFrom)
            .Where(job => query.CreatedTo is null || job.Created <= query.CreatedTo)
            .OrderByDescending(job => job.Created)
            .ThenByDescending(job => job.Id, StringComparer.Ordinal)
            .SkipWhile(job => query.Cursor is not null && !IsBehind(job, query.Cursor))
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new JobPage(page, found.Count > page.Count ? new JobCursor(page[^1].Created, page[^1].Id) : null);
    }

    private static bool IsBehind(JobHeader job, JobCursor cursor) =>
        job.Created < cursor.Created || (job.Created == cursor.Created && string.CompareOrdinal(job.Id, cursor.Id) < 0);

    private static JobPage Oldest(IEnumerable<JobHeader> jobs, Func<JobHeader, DateTimeOffset?> time, JobQuery query) =>
        Page(jobs.Where(job => time(job) <= query.Before).OrderBy(time), query);

    private static JobPage Page(IEnumerable<JobHeader> jobs, JobQuery query) => new([.. jobs.Take(query.Limit)]);
}
