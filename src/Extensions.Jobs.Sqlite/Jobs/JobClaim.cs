using System.Collections.Concurrent;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Claims, in one statement for each type, what <see cref="JobTransitions.Claim"/> says for each job.</summary>
internal static class JobClaim
{
    private const string IsWork = """
        SELECT EXISTS (SELECT 1 FROM jobs WHERE name = ?1 AND ready = 1)
          OR EXISTS (SELECT 1 FROM jobs WHERE name = ?1 AND state = 0 AND ready = 0 AND order_at <= ?2)
        """;

    private const string Promote = """
        UPDATE jobs SET ready = 1 WHERE name = ? AND state = 0 AND ready = 0 AND order_at <= ?
        """;

    // A type has one name, seldom two or three.
    private static readonly ConcurrentDictionary<int, string> _claims = new();

    /// <summary>The types for which something is due. Only reads, so that an idle node keeps no other from writing.</summary>
    public static IReadOnlyList<JobDemand> Look(
        JobConnection connection,
        string node,
        IReadOnlyList<JobDemand> demand,
        DateTimeOffset now
    ) =>
        NodeRows.IsLive(connection, node)
            ? [.. demand.Where(type => type.Slots > 0 && type.Names.Any(name => HasWork(connection, name, now)))]
            : [];

    /// <summary>Runs inside a transaction that writes.</summary>
    public static IReadOnlyList<Job> Apply(
        JobConnection connection,
        string node,
        IReadOnlyList<JobDemand> demand,
        DateTimeOffset now
    )
    {
        var claimed = new List<Job>();
        if (!NodeRows.IsLive(connection, node))
        {
            return claimed;
        }

        foreach (var type in demand)
        {
            foreach (var name in type.Names)
            {
                connection.Prepare(Promote).Bind(name).Bind(now).Run();
            }

            Take(connection, node, type, now, claimed);
        }

        return claimed;
    }

    private static bool HasWork(JobConnection connection, string name, DateTimeOffset now) =>
        connection.Prepare(IsWork).Bind(name).Bind(now).Number() == 1;

    private static void Take(
        JobConnection connection,
        string node,
        JobDemand type,
        DateTimeOffset now,
        List<Job> claimed
    )
    {
        using var rows = connection
            .Prepare(_claims.GetOrAdd(type.Names.Count, Write))
            .Bind(type.Slots)
            .Bind(node)
            .Bind(now);
        foreach (var name in type.Names)
        {
            rows.Bind(name);
        }

        // RETURNING gives them in the order of the table.
        var taken = new List<(Job Job, long OrderAt, long Seq)>();
        while (rows.Read())
        {
            taken.Add(
                (
                    new Job(rows.ReadHeader(), rows.Bytes(JobRow.Count + 2)),
                    rows.Long(JobRow.Count),
                    rows.Long(JobRow.Count + 1)
                )
            );
        }

        claimed.AddRange(
            taken
                .OrderByDescending(row => row.Job.Header.Priority)
                .ThenBy(row => row.OrderAt)
                .ThenBy(row => row.Seq)
                .Select(row => row.Job)
        );
    }

    private static string Write(int names)
    {
        var ready = string.Join(" UNION ALL ", Enumerable.Range(4, names).Select(ReadyOf));
        return $"""
            UPDATE jobs SET state = 1, version = version + 1, claim = version + 1, node = ?2, attempt = attempt + 1, updated = ?3,
              due = NULL, started = ?3, estimated_completion = ?3 + estimated_duration, ready = 0
            WHERE seq IN (SELECT seq FROM ({ready} ORDER BY priority DESC, order_at, seq LIMIT ?1))
            RETURNING {JobRow.Columns}, order_at, seq, (SELECT input FROM job_inputs WHERE job_inputs.seq = jobs.seq)
            """;
    }

    // Each name by itself: all their jobs together would have to be sorted.
    private static string ReadyOf(int name) =>
        $"""
            SELECT * FROM (SELECT priority, order_at, seq FROM jobs WHERE name = ?{name} AND ready = 1
              ORDER BY priority DESC, order_at, seq LIMIT ?1)
            """;
}
