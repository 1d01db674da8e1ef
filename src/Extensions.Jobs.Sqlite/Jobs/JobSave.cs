namespace Extensions.Jobs.Sqlite;

/// <summary>Saves an update over the version before its own. Runs inside a transaction that writes.</summary>
internal static class JobSave
{
    private const string Changing = """
        UPDATE jobs SET version = ?, claim = ?, node = ?, attempt = ?, hand_backs = ?, updated = ?, due = ?, started = ?,
          cancel_requested = ?, delete_requested = ?, progress = ?, message = ?, estimated_duration = ?, estimated_completion = ?,
          output_state = ?, output_version = ?, output_deleted = ?, has_cleanup = ?, cleanup_due = ?, cleanup_attempts = ?,
          issues = ?, error = ?
        """;

    // SQLite rewrites each index whose columns are set, changed or not: what stays running touches none of the long ones.
    private const string StillRunning = $"{Changing} WHERE id = ? AND version = ? AND state = 1";

    private const string Moved = $"""
        {Changing}, state = ?, ended = ?, expires = ?, ready = ?, order_at = coalesce(?, created) WHERE id = ? AND version = ?
        """;

    private const string Removed = $"""
        {Changing}, state = ?, ended = ?, expires = ?, removed = ?, removal = ?, ready = ?, order_at = coalesce(?, created)
        WHERE id = ? AND version = ?
        """;

    private const string SetOutput = """
        INSERT INTO job_outputs (output, seq) SELECT ?, seq FROM jobs WHERE id = ?
        ON CONFLICT DO UPDATE SET output = excluded.output
        """;

    private const string DropOutput = "DELETE FROM job_outputs WHERE seq = (SELECT seq FROM jobs WHERE id = ?)";
    private const string DropInput = "DELETE FROM job_inputs WHERE seq = (SELECT seq FROM jobs WHERE id = ?)";

    public static bool Apply(JobConnection connection, JobUpdate update)
    {
        var job = update.Header;
        if ((job.Claim == job.Version && !NodeRows.IsLive(connection, job.Node)) || !Write(connection, job))
        {
            return false;
        }

        WritePayloads(connection, update);
        return true;
    }

    private static bool Write(JobConnection connection, JobHeader job) =>
        (IsRunning(job) && connection.Prepare(StillRunning).BindChanging(job).BindOver(job).Run() == 1)
        || (job.Removed is null ? Move(connection, job) : Remove(connection, job)).BindOver(job).Run() == 1;

    private static bool IsRunning(JobHeader job) =>
        job is { State: JobState.Running, Ended: null, Expires: null, Removed: null };

    private static Statement Move(JobConnection connection, JobHeader job) =>
        connection.Prepare(Moved).BindChanging(job).BindPlacing(job).Bind(JobRow.IsReady(job)).Bind(job.Due);

    private static Statement Remove(JobConnection connection, JobHeader job) =>
        connection
            .Prepare(Removed)
            .BindChanging(job)
            .BindPlacing(job)
            .BindRemoval(job)
            .Bind(JobRow.IsReady(job))
            .Bind(job.Due);

    private static Statement BindOver(this Statement statement, JobHeader job) =>
        statement.Bind(job.Id).Bind(job.Version - 1);

    private static void WritePayloads(JobConnection connection, JobUpdate update)
    {
        var id = update.Header.Id;
        switch (update.Payloads)
        {
            case JobPayloads.SetOutput:
                connection.Prepare(SetOutput).Bind(update.Output.Span).Bind(id).Run();
                break;
            case JobPayloads.DropOutput:
                connection.Prepare(DropOutput).Bind(id).Run();
                break;
            case JobPayloads.DropAll:
                connection.Prepare(DropOutput).Bind(id).Run();
                connection.Prepare(DropInput).Bind(id).Run();
                break;
            case JobPayloads.Keep:
            default:
                break;
        }
    }
}
