using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>The rows of the running processes.</summary>
internal static class NodeRows
{
    private const string Live = "SELECT 1 FROM job_nodes WHERE id = ? AND ended IS NULL";
    private const string AllLive = "SELECT id, beat, names FROM job_nodes WHERE ended IS NULL";
    private const string EndSilent = "UPDATE job_nodes SET ended = ? WHERE id = ? AND beat = ? AND ended IS NULL";
    private const string EndDead = "UPDATE job_nodes SET ended = seen WHERE id = ? AND ended IS NULL";
    private const string Purge = "DELETE FROM job_nodes WHERE ended < ?";

    private const string Begin = """
        INSERT INTO job_nodes (id, beat, names, seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
        """;

    private const string Renew = "UPDATE job_nodes SET beat = ?, names = ?, seen = ? WHERE id = ? AND ended IS NULL";

    private const string AskedToStop = """
        SELECT id FROM jobs WHERE node = ? AND state = 1 AND (cancel_requested IS NOT NULL OR delete_requested IS NOT NULL)
        """;

    public static bool IsLive(JobConnection connection, string? node) =>
        connection.Prepare(Live).Bind(node).Number() is not null;

    public static IReadOnlyList<string> ReadLive(JobConnection connection)
    {
        using var rows = connection.Prepare(AllLive);
        var live = new List<string>();
        while (rows.Read())
        {
            live.Add(rows.Text(0));
        }

        return live;
    }

    /// <summary>Runs inside a transaction that writes.</summary>
    public static NodeBeat Beat(
        JobConnection connection,
        JobNode node,
        IReadOnlyList<JobNode> silent,
        DateTimeOffset now
    )
    {
        foreach (var other in silent)
        {
            connection.Prepare(EndSilent).Bind(now).Bind(other.Id).Bind(other.Beat).Run();
        }

        var names = JobJson.Write(node.Names);
        if (node.Beat == 0)
        {
            connection.Prepare(Begin).Bind(node.Id).Bind(node.Beat).Bind(names).Bind(now).Run();
        }

        var held = connection.Prepare(Renew).Bind(node.Beat).Bind(names).Bind(now).Bind(node.Id).Run() == 1;
        return new NodeBeat(held, now, ReadOthers(connection, node.Id), ReadAskedToStop(connection, node.Id));
    }

    /// <summary>Ends nodes whose processes are known to be dead, as of their last beat. Runs inside a transaction that writes.</summary>
    public static int End(JobConnection connection, IReadOnlyList<string> dead) =>
        dead.Sum(id => connection.Prepare(EndDead).Bind(id).Run());

    /// <summary>Forgets nodes that ended more than a day before a time. Runs inside a transaction that writes.</summary>
    public static void Forget(JobConnection connection, DateTimeOffset before) =>
        connection
            .Prepare(Purge)
            .Bind(before.ToUnixTimeMilliseconds() - (long)TimeSpan.FromDays(1).TotalMilliseconds)
            .Run();

    private static List<JobNode> ReadOthers(JobConnection connection, string id)
    {
        using var rows = connection.Prepare(AllLive);
        var others = new List<JobNode>();
        while (rows.Read())
        {
            if (rows.Text(0) is var other && other != id)
            {
                others.Add(new JobNode(other, rows.Long(1), JobJson.ReadNames(rows.Text(2))));
            }
        }

        return others;
    }

    private static List<string> ReadAskedToStop(JobConnection connection, string node)
    {
        using var rows = connection.Prepare(AskedToStop).Bind(node);
        var ids = new List<string>();
        while (rows.Read())
        {
            ids.Add(rows.Text(0));
        }

        return ids;
    }
}
