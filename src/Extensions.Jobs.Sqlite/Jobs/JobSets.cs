using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Reads the named sets, oldest first, each from an index of its own.</summary>
internal static class JobSets
{
    private const string OfNode = """
        SELECT created, id, seq FROM jobs WHERE name = ?1 AND state = 1 AND removed IS NULL AND node = ?3
        ORDER BY created LIMIT ?2
        """;

    private const string Orphaned = """
        SELECT created, id, seq FROM jobs WHERE name = ?1 AND state = 1 AND removed IS NULL
          AND NOT EXISTS (SELECT 1 FROM job_nodes WHERE job_nodes.id = jobs.node AND job_nodes.ended IS NULL)
        ORDER BY created LIMIT ?2
        """;

    // The index of a claim begins with the priority.
    private const string Overdue = """
        SELECT * FROM (SELECT order_at, id, seq FROM jobs
          WHERE name = ?1 AND ready = 1 AND priority = -1 AND order_at <= ?3 ORDER BY order_at, seq LIMIT ?2)
        UNION ALL SELECT * FROM (SELECT order_at, id, seq FROM jobs
          WHERE name = ?1 AND ready = 1 AND priority = 0 AND order_at <= ?3 ORDER BY order_at, seq LIMIT ?2)
        UNION ALL SELECT * FROM (SELECT order_at, id, seq FROM jobs
          WHERE name = ?1 AND ready = 1 AND priority = 1 AND order_at <= ?3 ORDER BY order_at, seq LIMIT ?2)
        UNION ALL SELECT * FROM (SELECT order_at, id, seq FROM jobs
          WHERE name = ?1 AND state = 0 AND ready = 0 AND order_at <= ?3 ORDER BY order_at, seq LIMIT ?2)
        """;

    private const string Expired = """
        SELECT expires, id, seq FROM jobs WHERE name = ?1 AND removed IS NULL AND expires <= ?3 ORDER BY expires, seq LIMIT ?2
        """;

    private const string CleanupDue = """
        SELECT cleanup_due, id, seq FROM jobs WHERE name = ?1 AND cleanup_due <= ?3 ORDER BY cleanup_due, seq LIMIT ?2
        """;

    public static JobPage Read(JobConnection connection, JobQuery query) =>
        query.Set switch
        {
            JobSet.Listed => JobListing.Read(connection, query),
            JobSet.OfNode => Read(connection, query, OfNode, static (rows, query) => rows.Bind(query.Node)),
            JobSet.Orphaned => Read(connection, query, Orphaned, static (rows, _) => rows),
            JobSet.Overdue => Read(connection, query, Overdue, static (rows, query) => rows.Bind(query.Before)),
            JobSet.Expired => Read(connection, query, Expired, static (rows, query) => rows.Bind(query.Before)),
            JobSet.CleanupDue => Read(connection, query, CleanupDue, static (rows, query) => rows.Bind(query.Before)),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Set, "There is no such set of jobs."),
        };

    private static JobPage Read(
        JobConnection connection,
        JobQuery query,
        string sql,
        Func<Statement, JobQuery, Statement> bind
    )
    {
        var places = new List<Place>();
        foreach (var name in query.Names.Distinct(StringComparer.Ordinal))
        {
            Place.ReadAll(places, bind(connection.Prepare(sql).Bind(name).Bind(query.Limit), query));
        }

        return new JobPage([
            .. places
                .OrderBy(place => place.At)
                .ThenBy(place => place.Seq)
                .Take(query.Limit)
                .Select(place => place.ReadHeader(connection)),
        ]);
    }
}
