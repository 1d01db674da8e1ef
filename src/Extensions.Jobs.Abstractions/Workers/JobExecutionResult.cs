namespace Extensions.Jobs;

/// <summary>How a run ended, as its worker says. Made by its factories alone.</summary>
public static class JobExecutionResult
{
    /// <summary>The worker finished. An output converts by itself, unless its declared type is an interface.</summary>
    /// <param name="output">The output. Null is a failed attempt.</param>
    public static JobExecutionResult<TOutput> Succeeded<TOutput>(TOutput output) =>
        new(JobExecutionKind.Succeeded, output, null, null);

    /// <summary>The job has failed for good: it is not tried again.</summary>
    /// <param name="error">What its owner reads.</param>
    public static UnfinishedResult Failed(JobError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new UnfinishedResult(JobExecutionKind.Failed, error, null);
    }

    /// <summary>The attempt has failed; another may do better. Counts as an attempt.</summary>
    /// <param name="after">How long to wait, zero or more. Null: as the options of the job say.</param>
    /// <param name="error">What its owner reads if no attempt is left.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public static UnfinishedResult Retry(TimeSpan? after, JobError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentOutOfRangeException.ThrowIfLessThan(after ?? TimeSpan.Zero, TimeSpan.Zero, nameof(after));
        return new UnfinishedResult(JobExecutionKind.Retry, error, after);
    }

    /// <summary>
    /// The worker stopped: because its token was cancelled (then the cause decides what becomes of the job), or because it sees no
    /// point in going on.
    /// </summary>
    /// <param name="error">Why, if there is something to say.</param>
    public static UnfinishedResult Cancelled(JobError? error = null) => new(JobExecutionKind.Cancelled, error, null);
}
