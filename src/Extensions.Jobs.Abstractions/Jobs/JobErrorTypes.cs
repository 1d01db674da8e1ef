namespace Extensions.Jobs;

/// <summary>The errors that the library itself gives to a job. Over HTTP each stands behind the base of the problem types.</summary>
public static class JobErrorTypes
{
    /// <summary>The worker threw an exception that it did not mean to show, or returned nothing.</summary>
    public const string WorkerError = "worker-error";

    /// <summary>An attempt took longer than the execution time-out of its type.</summary>
    public const string TimedOut = "timed-out";

    /// <summary>The process that ran the job died, too often.</summary>
    public const string WorkerLost = "worker-lost";

    /// <summary>The output was larger than its type may store.</summary>
    public const string OutputTooLarge = "output-too-large";

    /// <summary>The output could not be written as JSON.</summary>
    public const string OutputInvalid = "output-invalid";

    /// <summary>The stored input cannot be read any more, by this version of the program.</summary>
    public const string InputUnreadable = "input-unreadable";
}
