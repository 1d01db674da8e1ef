namespace Extensions.Jobs;

/// <summary>The library's own errors of a run, as the job's owner reads them.</summary>
internal static class RunErrors
{
    public static JobError WorkerError(string? traceId) =>
        new("The worker failed unexpectedly", type: JobErrorTypes.WorkerError, traceId: traceId);

    public static JobError NoResult(string? traceId) =>
        new("The worker failed unexpectedly", "It returned no result.", JobErrorTypes.WorkerError, traceId);

    public static JobError NoOutput(string? traceId) =>
        new("The worker failed unexpectedly", "It returned null as its output.", JobErrorTypes.WorkerError, traceId);

    public static JobError TimedOut(TimeSpan timeout, string? traceId) =>
        new("The job took too long", $"One attempt may take {timeout}.", JobErrorTypes.TimedOut, traceId);

    public static JobError OutputTooLarge(int maxBytes, string? traceId) =>
        new("The output is too large", $"An output may have {maxBytes} bytes.", JobErrorTypes.OutputTooLarge, traceId);

    public static JobError OutputInvalid(string? traceId) =>
        new("The output cannot be written as JSON", type: JobErrorTypes.OutputInvalid, traceId: traceId);

    public static JobError InputUnreadable(string? traceId) =>
        new(
            "The input cannot be read",
            "It was stored by another version of the program.",
            JobErrorTypes.InputUnreadable,
            traceId
        );
}
