using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Adds a job, or says what keeps it out. Runs inside a transaction that writes.</summary>
internal static class JobAdd
{
    private const string Holder = $"""
        SELECT {JobRow.Columns} FROM jobs WHERE owner = ? AND name = ? AND key = ?
        """;

    // It moves no version: no snapshot holds what an update could bring back, for updates never write the key.
    private const string Release = """
        UPDATE jobs SET key = NULL, fingerprint = NULL, key_expires = NULL, key_estimated_duration = NULL,
          key_estimated_completion = NULL
        WHERE id = ?
        """;

    private const string Exists = "SELECT 1 FROM jobs WHERE id = ?";

    private const string Insert = $"""
        INSERT INTO jobs ({JobRow.Once}, {JobRow.Changing}, {JobRow.Placing}, ready, order_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string InsertInput = "INSERT INTO job_inputs (seq, input) VALUES (?, ?)";

    public static JobAdded Apply(JobConnection connection, Job job, JobLimits limits)
    {
        var header = job.Header;
        if (connection.Prepare(Exists).Bind(header.Id).Number() is not null)
        {
            return JobAdded.Added;
        }

        var holder = FindHolder(connection, header);
        if (holder?.Key!.Expires > header.Created)
        {
            return new JobAdded(Existing: holder);
        }

        if (connection.Limits.Refuse(connection, header, limits) is { } refused)
        {
            return new JobAdded(Refused: refused);
        }

        if (holder is not null)
        {
            connection.Prepare(Release).Bind(holder.Id).Run();
        }

        InsertRows(connection, job);
        connection.Limits.Added(header, connection.LastInsertedSeq);
        return JobAdded.Added;
    }

    private static JobHeader? FindHolder(JobConnection connection, JobHeader job)
    {
        if (job.Key is not { } key)
        {
            return null;
        }

        using var row = connection.Prepare(Holder).Bind(job.Owner).Bind(job.Name).Bind(key.Value);
        return row.Read() ? row.ReadHeader() : null;
    }

    private static void InsertRows(JobConnection connection, Job job)
    {
        var header = job.Header;
        connection
            .Prepare(Insert)
            .BindOnce(header)
            .BindChanging(header)
            .BindPlacing(header)
            .BindRemoval(header)
            .Bind(JobRow.IsReady(header))
            .Bind(header.Due ?? header.Created)
            .Run();
        connection.Prepare(InsertInput).Bind(connection.LastInsertedSeq).Bind(job.Input.Span).Run();
    }
}
