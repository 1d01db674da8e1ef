using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>How a header stands in a row of <c>jobs</c>: columns and values in one order.</summary>
internal static class JobRow
{
    /// <summary>What is written once, with the add.</summary>
    public const string Once =
        "id, name, owner, priority, created, key, fingerprint, key_expires, trace_parent, key_estimated_duration, "
        + "key_estimated_completion";

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
    public const int Count = 38;

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
            .Bind(job.TraceParent)
            .Bind(job.Key?.EstimatedDuration)
            .Bind(job.Key?.EstimatedCompletion);

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
            Key = row.TextOrNull(5) is { } key
                ? new JobKey(key, row.Text(6), row.Time(7))
                {
                    EstimatedDuration = row.DurationOrNull(9),
                    EstimatedCompletion = row.TimeOrNull(10),
                }
                : null,
            TraceParent = row.TextOrNull(8),
            Version = row.Long(11),
            Claim = row.Long(12),
            Node = row.TextOrNull(13),
            Attempt = row.Int(14),
            HandBacks = row.Int(15),
            Updated = row.Time(16),
            Due = row.TimeOrNull(17),
            Started = row.TimeOrNull(18),
            CancelRequested = row.TimeOrNull(19),
            DeleteRequested = row.TimeOrNull(20),
            Progress = row.IntOrNull(21),
            Message = row.TextOrNull(22),
            EstimatedDuration = row.DurationOrNull(23),
            EstimatedCompletion = row.TimeOrNull(24),
            Output = (JobOutputState)row.Long(25),
            OutputVersion = row.Long(26),
            OutputDeleted = row.TimeOrNull(27),
            HasCleanup = row.Long(28) != 0,
            CleanupDue = row.TimeOrNull(29),
            CleanupAttempts = row.Int(30),
            Issues = JobJson.ReadIssues(row.TextOrNull(31)),
            Error = JobJson.ReadError(row.TextOrNull(32)),
            State = (JobState)row.Long(33),
            Ended = row.TimeOrNull(34),
            Expires = row.TimeOrNull(35),
            Removed = row.TimeOrNull(36),
            Removal = (JobRemoval)row.Long(37),
        };
}
