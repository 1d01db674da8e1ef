namespace Extensions.Jobs.Sqlite;

/// <summary>Deletes tombstones, and nodes that ended long ago. Runs inside a transaction that writes.</summary>
internal static class JobPurge
{
    private const string Oldest = """
        (SELECT seq FROM jobs WHERE removed IS NOT NULL AND cleanup_due IS NULL AND expires <= ?1 ORDER BY expires LIMIT ?2)
        """;

    private const string DeleteInputs = $"DELETE FROM job_inputs WHERE seq IN {Oldest}";
    private const string DeleteOutputs = $"DELETE FROM job_outputs WHERE seq IN {Oldest}";
    private const string DeleteJobs = $"DELETE FROM jobs WHERE seq IN {Oldest}";

    public static int Apply(JobConnection connection, DateTimeOffset before, int max)
    {
        NodeRows.Forget(connection, before);
        connection.Prepare(DeleteInputs).Bind(before).Bind(max).Run();
        connection.Prepare(DeleteOutputs).Bind(before).Bind(max).Run();
        return connection.Prepare(DeleteJobs).Bind(before).Bind(max).Run();
    }
}
