namespace Extensions.Jobs;

/// <summary>By what a run ended. What becomes of the job, <see cref="JobTransitions.End"/> decides.</summary>
public abstract record JobEnd
{
    private JobEnd() { }

    /// <summary>What the worker said that has not been written yet.</summary>
    public JobReport? Report { get; init; }

    /// <summary>The worker finished.</summary>
    /// <param name="Output">Its output as UTF-8 JSON; null for a type without output.</param>
    /// <param name="HasCleanup">Whether the worker knows how to clean the output up.</param>
    public sealed record Succeeded(ReadOnlyMemory<byte>? Output, bool HasCleanup = false) : JobEnd;

    /// <summary>The worker failed for good.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Failed(JobError Error) : JobEnd;

    /// <summary>The attempt failed, by an exception, a time-out or the worker's own word; another may do better.</summary>
    /// <param name="Error">Why; the job's error if no attempt is left.</param>
    /// <param name="After">How long to wait before the next attempt.</param>
    public sealed record Retry(JobError Error, TimeSpan After) : JobEnd;

    /// <summary>The worker stopped on request, or because it saw no point in going on.</summary>
    /// <param name="Error">Why, if the worker said so.</param>
    public sealed record Cancelled(JobError? Error = null) : JobEnd;

    /// <summary>The node's lease was lost: the process died, or was cut off from the store.</summary>
    public sealed record LeaseLost : JobEnd;

    /// <summary>The host stops, and gives the job back.</summary>
    public sealed record HandedBack : JobEnd;
}
