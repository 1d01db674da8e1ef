using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <content>The named sets: each is read from its own index, as far as its limit.</content>
internal sealed partial class InMemoryJobStore
{
    public JobPage Query(JobQuery query)
    {
        lock (_gate)
        {
            return query.Set switch
            {
                JobSet.Listed => List(query),
                JobSet.OfNode => AnyOf(_nodes.RunningOn(query.Node), query),
                JobSet.Orphaned => AnyOf(_nodes.Orphaned(), query),
                JobSet.Overdue => OldestOf(name => QueuedOf(name, query), query),
                JobSet.Expired => OldestOf(name => name.Expiring.Ascending(query.Before).Take(query.Limit), query),
                JobSet.CleanupDue => OldestOf(name => name.Cleanups.Ascending(query.Before).Take(query.Limit), query),
                _ => throw new ArgumentOutOfRangeException(nameof(query), query.Set, "There is no such set."),
            };
        }
    }

    private static IEnumerable<(DateTimeOffset Time, StoredJob Job)> QueuedOf(JobsOfName name, JobQuery query) =>
        name.Ready.Oldests(query.Before, query.Limit).Concat(name.Later.Ascending(query.Before).Take(query.Limit));

    private static JobPage AnyOf(IEnumerable<StoredJob> jobs, JobQuery query) =>
        new([.. jobs.Select(job => job.Header).Where(job => query.Names.Contains(job.Name)).Take(query.Limit)]);

    // The first ones of each name are enough to merge the first ones of all.
    private JobPage OldestOf(
        Func<JobsOfName, IEnumerable<(DateTimeOffset Time, StoredJob Job)>> select,
        JobQuery query
    ) =>
        new([
            .. NamesOf(query)
                .SelectMany(select)
                .OrderBy(place => place.Time)
                .ThenBy(place => place.Job.Number)
                .Take(query.Limit)
                .Select(place => place.Job.Header),
        ]);

    private JobPage List(JobQuery query)
    {
        var jobs = NamesOf(query)
            .Select(name => query.Owner is null ? name.Listing : name.FindOwner(query.Owner)?.Listing)
            .OfType<JobListing>()
            .SelectMany(listing => listing.Newest(query, query.Limit + 1))
            .OrderByDescending(job => job.Created)
            .ThenByDescending(job => job.Id, StringComparer.Ordinal)
            .Take(query.Limit + 1)
            .ToList();
        if (jobs.Count <= query.Limit)
        {
            return new JobPage(jobs);
        }

        jobs.RemoveAt(query.Limit);
        return new JobPage(jobs, new JobCursor(jobs[^1].Created, jobs[^1].Id));
    }

    private IEnumerable<JobsOfName> NamesOf(JobQuery query) =>
        query.Names.Distinct(StringComparer.Ordinal).Select(Find).OfType<JobsOfName>();
}
