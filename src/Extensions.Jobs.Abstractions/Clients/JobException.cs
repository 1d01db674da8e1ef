namespace Extensions.Jobs;

/// <summary>What was asked of a job cannot be done; each derived type says why.</summary>
public abstract class JobException : Exception
{
    private protected JobException(string problemType, string message, Exception? innerException = null)
        : base(message, innerException) => ProblemType = problemType;

    /// <summary>The end of the problem type's URI over HTTP, as <c>job-not-found</c>.</summary>
    public string ProblemType { get; }

    /// <summary>The problem as the server sent it; null in process, and where it sent none.</summary>
    public ReceivedProblem? Problem { get; internal init; }
}

/// <summary>No such job, or not the owner's.</summary>
public sealed class JobNotFoundException() : JobException("job-not-found", "There is no such job.");

/// <summary>The job was deleted or has expired.</summary>
public sealed class JobRemovedException(JobRemoval removal, DateTimeOffset removed)
    : JobException(
        removal == JobRemoval.Expired ? "job-expired" : "job-deleted",
        removal == JobRemoval.Expired ? "The job has expired." : "The job was deleted."
    )
{
    /// <summary>Why.</summary>
    public JobRemoval Removal => removal;

    /// <summary>When.</summary>
    public DateTimeOffset Removed => removed;
}

/// <summary>Cancelling comes too late: the job has succeeded or failed.</summary>
public sealed class JobFinishedException(JobStatus status)
    : JobException("job-finished", $"The job has {status.Status} already.")
{
    /// <summary>The job.</summary>
    public JobStatus Status => status;
}

/// <summary>The job has not ended yet: wait for it, or cancel it.</summary>
public sealed class JobNotFinishedException(JobStatus status)
    : JobException("job-not-finished", "The job has not ended yet: wait for it, or cancel it.")
{
    /// <summary>The job.</summary>
    public JobStatus Status => status;
}

/// <summary>The job has another version than was expected.</summary>
public sealed class JobChangedException(JobStatus status)
    : JobException("precondition-failed", "The job has changed meanwhile.")
{
    /// <summary>The job as it is.</summary>
    public JobStatus Status => status;
}
