using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>A job was not accepted because there are too many. Nothing was made; it may be tried again later.</summary>
public sealed class JobLimitException(JobLimit limit, int value)
    : JobException(
        limit == JobLimit.QueueLength ? "capacity" : "too-many-jobs",
        limit == JobLimit.QueueLength
            ? $"The queue holds {value} jobs, as many as JobOptions.MaxQueueLength allows."
            : $"The owner has {value} unfinished jobs, as many as JobOptions.MaxUnfinishedPerOwner allows."
    )
{
    /// <summary>Which limit.</summary>
    public JobLimit Limit => limit;

    /// <summary>How many it allows.</summary>
    public int Value => value;
}

/// <summary>The idempotency key belongs to a job with another input.</summary>
public sealed class JobKeyReusedException()
    : JobException("idempotency-key-reused", "The idempotency key was used for another input. Use a new key.");

/// <summary>The input cannot be stored: it cannot be written as JSON, or is larger than its type allows.</summary>
public sealed class JobInputException : JobException
{
    /// <summary>Says what is wrong with the input, and how to mend it.</summary>
    public JobInputException(string message, bool isTooLarge = false, Exception? innerException = null)
        : base(isTooLarge ? "input-too-large" : "input-invalid", message, innerException) => IsTooLarge = isTooLarge;

    /// <summary>Whether it is only too large.</summary>
    public bool IsTooLarge { get; }
}
