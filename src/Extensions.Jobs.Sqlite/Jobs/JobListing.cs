using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Lists jobs, newest first: each name and state has an index in this order.</summary>
internal static class JobListing
{
    private const string Select = """
        SELECT created, id, seq FROM jobs WHERE name = ?1 AND state = ?2 AND removed IS NULL
          AND created >= ?3 AND created <= ?4 AND (created < ?5 OR id < ?6)
          AND (?7 IS NULL OR (cancel_requested IS NOT NULL OR delete_requested IS NOT NULL) = ?7)
        """;

    private const string Order = "ORDER BY created DESC, id DESC LIMIT ?8";
    private const string OfAll = $"{Select} {Order}";
    private const string OfOwner = $"{Select} AND owner = ?9 {Order}";
    private static readonly JobState[] _allStates = Enum.GetValues<JobState>();

    public static JobPage Read(JobConnection connection, JobQuery query)
    {
        var places = new List<Place>();
        foreach (var name in query.Names.Distinct(StringComparer.Ordinal))
        {
            foreach (var state in (query.States ?? _allStates).Distinct())
            {
                Place.ReadAll(places, Bind(connection, query, name, state));
            }
        }

        var jobs = places
            .OrderByDescending(place => place.At)
            .ThenByDescending(place => place.Id, StringComparer.Ordinal)
            .Take(query.Limit)
            .Select(place => place.ReadHeader(connection))
            .ToList();
        return new JobPage(jobs, places.Count > jobs.Count ? new JobCursor(jobs[^1].Created, jobs[^1].Id) : null);
    }

    private static Statement Bind(JobConnection connection, JobQuery query, string name, JobState state)
    {
        var statement = connection
            .Prepare(query.Owner is null ? OfAll : OfOwner)
            .Bind(name)
            .Bind((long)state)
            .Bind(query.CreatedFrom?.ToUnixTimeMilliseconds() ?? long.MinValue)
            .Bind(Earlier(query.CreatedTo, query.Cursor?.Created))
            .Bind(query.Cursor?.Created.ToUnixTimeMilliseconds() ?? long.MaxValue)
            .Bind(query.Cursor?.Id)
            .Bind(
                state == JobState.Running && query.Stopping is { } stopping
                    ? stopping
                        ? 1
                        : 0
                    : null
            )
            // One more than asked for shows that there are more.
            .Bind(query.Limit + 1);
        return query.Owner is null ? statement : statement.Bind(query.Owner);
    }

    private static long Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        Math.Min(one?.ToUnixTimeMilliseconds() ?? long.MaxValue, other?.ToUnixTimeMilliseconds() ?? long.MaxValue);
}
