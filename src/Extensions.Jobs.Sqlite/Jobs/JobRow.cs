using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>How a header stands in a row of <c>jobs</c>: columns and values in one order.</summary>
internal static class JobRow
{
    /// <summary>What is written once, with the add.</summary>
    public const string Once = "id, name, owner, priority, created, key, fingerprint, key_expires, trace_parent";

    /// <summary>What transitions write, but for the columns that place the job in the indexes.</summary>
    public const string Changing =
        "version, claim, node, attempt, hand_backs, updated, due, started, cancel_requested, delete_requested, progress, message, "
        + "estimated_duration, estimated_completion, output_state, output_version, output_deleted, has_cleanup, cleanup_due, "
        + "cleanup_attempts, issues, error";

    /// <summary>Where the job is in its life.</summary>
    public const string Placing = "state, ended, expires, removed, removal";

    /// <summary>All that a header needs, in the order in which it is read.</summary>
    public const string Columns = Once + ", " + Changing + ", " + Placing;

    /// <summary>How many columns that is.</summary>
    public const int Count = 36;

    public static Statement BindOnce(this Statement statement, JobHeader job) =>
        statement
            .Bind(job.Id)
            .Bind(job.Name)
            .Bind(job.Owner)
            .Bind((long)job.Priority)
            .Bind(job.Created)
            .Bind(job.Key?.Value)
            .Bind(job.Key?.Fingerprint)
            .Bind(job.Key?.Expires)
            .Bind(job.TraceParent);

    public static Statement BindChanging(this Statement statement, JobHeader job) =>
        statement
            .Bind(job.Version)
            .Bind(job.Claim)
            .Bind(job.Node)
            .Bind(job.Attempt)
            .Bind(job.HandBacks)
            .Bind(job.Updated)
            .Bind(job.Due)
            .Bind(job.Started)
            .Bind(job.CancelRequested)
            .Bind(job.DeleteRequested)
            .Bind(job.Progress)
            .Bind(job.Message)
            .Bind(job.EstimatedDuration)
            .Bind(job.EstimatedCompletion)
            .Bind((long)job.Output)
            .Bind(job.OutputVersion)
            .Bind(job.OutputDeleted)
            .Bind(job.HasCleanup)
            .Bind(job.CleanupDue)
            .Bind(job.CleanupAttempts)
            .Bind(JobJson.Write(job.Issues))
            .Bind(JobJson.Write(job.Error));

    public static Statement BindPlacing(this Statement statement, JobHeader job) =>
        statement.Bind((long)job.State).Bind(job.Ended).Bind(job.Expires);

    public static Statement BindRemoval(this Statement statement, JobHeader job) =>
        statement.Bind(job.Removed).Bind((long)job.Removal);

    /// <summary>Whether a claim may take it whatever the clock says.</summary>
    public static bool IsReady(JobHeader job) => job is { State: JobState.Queued, Due: null };

    public static JobHeader ReadHeader(this Statement row) =>
        new()
        {
            Id = row.Text(0),
            Name = row.Text(1),
            Owner = row.Text(2),
            Priority = (JobPriority)row.Long(3),
            Created = row.Time(4),
            Key = row.TextOrNull(5) is { } key ? new JobKey(key, row.Text(6), row.Time(7)) : null,
            TraceParent = row.TextOrNull(8),
            Version = row.Long(9),
            Claim = row.Long(10),
            Node = row.TextOrNull(11),
            Attempt = row.Int(12),
            HandBacks = row.Int(13),
            Updated = row.Time(14),
            Due = row.TimeOrNull(15),
            Started = row.TimeOrNull(16),
            CancelRequested = row.TimeOrNull(17),
            DeleteRequested = row.TimeOrNull(18),
            Progress = row.IntOrNull(19),
            Message = row.TextOrNull(20),
            EstimatedDuration = row.DurationOrNull(21),
            EstimatedCompletion = row.TimeOrNull(22),
            Output = (JobOutputState)row.Long(23),
            OutputVersion = row.Long(24),
            OutputDeleted = row.TimeOrNull(25),
            HasCleanup = row.Long(26) != 0,
            CleanupDue = row.TimeOrNull(27),
            CleanupAttempts = row.Int(28),
            Issues = JobJson.ReadIssues(row.TextOrNull(29)),
            Error = JobJson.ReadError(row.TextOrNull(30)),
            State = (JobState)row.Long(31),
            Ended = row.TimeOrNull(32),
            Expires = row.TimeOrNull(33),
            Removed = row.TimeOrNull(34),
            Removal = (JobRemoval)row.Long(35),
        };
}
