namespace Extensions.Jobs;

/// <summary>
/// There is no output to read: not yet (<c>output-not-ready</c>), never (<c>output-unavailable</c>: the job failed or was
/// cancelled), or not any more (<c>output-deleted</c>).
/// </summary>
public sealed class JobOutputException(JobStatus status, DateTimeOffset? deleted = null)
    : JobException(TypeOf(status, deleted), MessageOf(status, deleted))
{
    /// <summary>The job.</summary>
    public JobStatus Status => status;

    /// <summary>When the output was deleted; null: it was not.</summary>
    public DateTimeOffset? Deleted => deleted;

    private static string TypeOf(JobStatus status, DateTimeOffset? deleted) =>
        deleted is not null ? "output-deleted"
        : status.IsFinal ? "output-unavailable"
        : "output-not-ready";

    private static string MessageOf(JobStatus status, DateTimeOffset? deleted) =>
        deleted is not null ? "The output was deleted."
        : !status.IsFinal ? "The job has not ended yet."
        : (
            status.Status switch
            {
                JobStatus.Cancelled => "The job was cancelled and has no output",
                JobStatus.Failed => "The job failed and has no output",
                _ => $"The job has no output: it is '{status.Status}'",
            }
        ) + (status.Error is { Title: { } reason } ? $": {reason.TrimEnd('.')}." : ".");
}
