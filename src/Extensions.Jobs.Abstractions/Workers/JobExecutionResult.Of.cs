namespace Extensions.Jobs;

/// <summary>How a run ended, as its worker says. Immutable. Made by <see cref="JobExecutionResult"/>, or converted from an output.</summary>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
public sealed class JobExecutionResult<TOutput>
{
    internal JobExecutionResult(JobExecutionKind kind, TOutput? output, JobError? error, TimeSpan? after)
    {
        Kind = kind;
        Output = output;
        Error = error;
        After = after;
    }

    /// <summary>Which of the four ends it is.</summary>
    public JobExecutionKind Kind { get; }

    /// <summary>The output, if the run succeeded.</summary>
    public TOutput? Output { get; }

    /// <summary>The error, if the worker gave one.</summary>
    public JobError? Error { get; }

    /// <summary>How long to wait before the next attempt; null: as the options of the job say.</summary>
    public TimeSpan? After { get; }

    /// <summary>The run succeeded with this output.</summary>
    public static implicit operator JobExecutionResult<TOutput>(TOutput output) => JobExecutionResult.Succeeded(output);

    /// <summary>The run ended without an output.</summary>
    public static implicit operator JobExecutionResult<TOutput>(UnfinishedResult result) =>
        new(result.Kind, default, result.Error, result.After);
}

/// <summary>An end without an output: converts to the result of any worker.</summary>
public sealed class UnfinishedResult
{
    internal UnfinishedResult(JobExecutionKind kind, JobError? error, TimeSpan? after)
    {
        Kind = kind;
        Error = error;
        After = after;
    }

    internal JobExecutionKind Kind { get; }

    internal JobError? Error { get; }

    internal TimeSpan? After { get; }
}

/// <summary>The four ends that a worker can choose.</summary>
public enum JobExecutionKind
{
    /// <summary>Finished, with an output.</summary>
    Succeeded = 0,

    /// <summary>Failed for good.</summary>
    Failed = 1,

    /// <summary>Failed this time.</summary>
    Retry = 2,

    /// <summary>Stopped.</summary>
    Cancelled = 3,
}
