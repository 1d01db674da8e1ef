using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Reads jobs by their ids, and counts them.</summary>
internal static class JobRead
{
    private const string Input = "(SELECT input FROM job_inputs WHERE job_inputs.seq = jobs.seq)";
    private const string Output = "(SELECT output FROM job_outputs WHERE job_outputs.seq = jobs.seq)";
    private const string Header = $"SELECT {JobRow.Columns}, NULL, NULL FROM jobs WHERE id = ?";
    private const string WithInput = $"SELECT {JobRow.Columns}, {Input}, NULL FROM jobs WHERE id = ?";
    private const string WithOutput = $"SELECT {JobRow.Columns}, NULL, {Output} FROM jobs WHERE id = ?";
    private const string WithBoth = $"SELECT {JobRow.Columns}, {Input}, {Output} FROM jobs WHERE id = ?";

    private const string CountReady = """
        SELECT COUNT(*), TOTAL(order_at <= ?2), MIN(order_at) FROM jobs WHERE name = ?1 AND ready = 1
        """;

    private const string CountDelayed = """
        SELECT COUNT(*), TOTAL(order_at <= ?2), MIN(order_at) FROM jobs WHERE name = ?1 AND state = 0 AND ready = 0
        """;

    private const string CountRunning = "SELECT COUNT(*) FROM jobs WHERE name = ? AND state = 1 AND removed IS NULL";

    public static IReadOnlyList<Job> Find(JobConnection connection, IReadOnlyCollection<string> ids, JobParts parts)
    {
        var sql = parts switch
        {
            JobParts.Header => Header,
            JobParts.Input => WithInput,
            JobParts.Output => WithOutput,
            _ => WithBoth,
        };
        var found = new List<Job>(ids.Count);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            using var row = connection.Prepare(sql).Bind(id);
            if (row.Read())
            {
                found.Add(new Job(row.ReadHeader(), row.Bytes(JobRow.Count), row.Bytes(JobRow.Count + 1)));
            }
        }

        return found;
    }

    public static JobCounts Count(JobConnection connection, string name, DateTimeOffset before)
    {
        var ready = Count(connection, CountReady, name, before);
        var delayed = Count(connection, CountDelayed, name, before);
        var oldest = ready.Oldest is null || delayed.Oldest < ready.Oldest ? delayed.Oldest : ready.Oldest;
        return new JobCounts(
            name,
            ready.All + delayed.All,
            ready.Due + delayed.Due,
            oldest <= before ? oldest : null,
            connection.Prepare(CountRunning).Bind(name).Number()!.Value
        );
    }

    private static (long All, long Due, DateTimeOffset? Oldest) Count(
        JobConnection connection,
        string sql,
        string name,
        DateTimeOffset before
    )
    {
        using var row = connection.Prepare(sql).Bind(name).Bind(before);
        row.Read();
        return (row.Long(0), row.Long(1), row.TimeOrNull(2));
    }
}
