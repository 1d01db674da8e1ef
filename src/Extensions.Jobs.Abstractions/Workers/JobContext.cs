namespace Extensions.Jobs;

/// <summary>
/// One run of a job, as its worker sees it. All members are thread-safe and return at once; reports are buffered and written a
/// few times a second at most. Derive from it, or mock it, to test a worker alone.
/// </summary>
public abstract class JobContext
{
    /// <summary>The id of the job.</summary>
    public abstract string Id { get; }

    /// <summary>The name of its type.</summary>
    public abstract string Name { get; }

    /// <summary>Whose it is; empty for an anonymous caller.</summary>
    public abstract string Owner { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>How many attempts the job has.</summary>
    public abstract int MaxAttempts { get; }

    /// <summary>Why the token was cancelled; <see cref="JobStopCause.None"/> while it is not.</summary>
    public abstract JobStopCause StopCause { get; }

    /// <summary>Says how far the work is. A report that falls behind an earlier one of this attempt is ignored.</summary>
    /// <param name="percent">0 to 100, rounded down; what is outside is brought inside, what is no number is ignored.</param>
    /// <param name="message">For a person, cut at 1,000 characters. Default: the last one stays.</param>
    public abstract void ReportProgress(double percent, string? message = null);

    /// <summary>Reports a warning, which the job's owner sees also when the job succeeds. The first 100 are kept.</summary>
    /// <param name="message">For a person, cut at 1,000 characters.</param>
    /// <param name="code">For a program. Default: none.</param>
    /// <exception cref="ArgumentException">The message is empty.</exception>
    public abstract void ReportIssue(string message, string? code = null);
}
