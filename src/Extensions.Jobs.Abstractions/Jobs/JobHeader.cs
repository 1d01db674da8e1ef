using System.Diagnostics;

namespace Extensions.Jobs;

/// <summary>
/// All that is known of a job but its payloads. Immutable: a change is a new header, made by <see cref="JobTransitions"/>.
/// All times are UTC in whole milliseconds, by the store's clock.
/// </summary>
public sealed record JobHeader
{
    /// <summary>Who the job is, for ever: see <see cref="JobId"/>. Written once.</summary>
    public required string Id { get; init; }

    /// <summary>Which type of job it is: the name of its registration. Written once.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is; empty for all anonymous callers together. Compared ordinally. Written once.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Which due job is claimed first. Written once.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>When it was accepted. Written once.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The idempotency key, if its client gave one. Written once.</summary>
    public JobKey? Key { get; init; }

    /// <summary>The W3C trace context of the request that created it. Written once.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Where it is in its life.</summary>
    public JobState State { get; init; }

    /// <summary>Counts the writes, from 1. A write is saved only over the version from which it was made.</summary>
    public long Version { get; init; }

    /// <summary>
    /// The version that the latest claim made; 0 before the first. It names one run for ever, which the attempt number does not.
    /// </summary>
    public long Claim { get; init; }

    /// <summary>The node of the latest claim.</summary>
    public string? Node { get; init; }

    /// <summary>How many runs have been started and count: 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>How many times in a row a stopping host gave the job back, with its attempt.</summary>
    public int HandBacks { get; init; }

    /// <summary>When it was last written, but for clean-ups, of which its owner sees nothing.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Not to be claimed before: a delayed start, or a retry's back-off. Null: due at once, whatever clocks say.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When the latest run started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it reached its final state.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>A finished job is kept until then, a tombstone too. Null: for ever, or not finished.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was removed; what is left is a tombstone.</summary>
    public DateTimeOffset? Removed { get; init; }

    /// <summary>Why it was removed.</summary>
    public JobRemoval Removal { get; init; }

    /// <summary>When somebody asked to cancel it.</summary>
    public DateTimeOffset? CancelRequested { get; init; }

    /// <summary>When somebody asked to delete it.</summary>
    public DateTimeOffset? DeleteRequested { get; init; }

    /// <summary>Percent done, 0 to 100, as the worker reported; never falls within an attempt.</summary>
    public int? Progress { get; init; }

    /// <summary>What the worker last said of its progress.</summary>
    public string? Message { get; init; }

    /// <summary>How long the run alone is expected to take.</summary>
    public TimeSpan? EstimatedDuration { get; init; }

    /// <summary>When the job is expected to be finished.</summary>
    public DateTimeOffset? EstimatedCompletion { get; init; }

    /// <summary>Whether its output can be read.</summary>
    public JobOutputState Output { get; init; }

    /// <summary>The version that stored the output; 0 if there never was one.</summary>
    public long OutputVersion { get; init; }

    /// <summary>When the output was deleted.</summary>
    public DateTimeOffset? OutputDeleted { get; init; }

    /// <summary>Something of the output lives elsewhere; only a node that has the worker can delete it.</summary>
    public bool HasCleanup { get; init; }

    /// <summary>A clean-up is owed from then on. The payloads stay until it is done.</summary>
    public DateTimeOffset? CleanupDue { get; init; }

    /// <summary>How often the clean-up has been tried.</summary>
    public int CleanupAttempts { get; init; }

    /// <summary>Warnings of the worker.</summary>
    public JobIssues Issues { get; init; } = JobIssues.None;

    /// <summary>Why it failed, or what the attempt gave that ended it as cancelled. Null until it has ended.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whether the state is one that nothing leaves.</summary>
    public bool IsFinal => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    /// <summary>Whether somebody asked to cancel or delete it.</summary>
    public bool StopRequested => CancelRequested is not null || DeleteRequested is not null;

    /// <summary>The trace in which it was created. Null: none.</summary>
    internal string? TraceId =>
        ActivityContext.TryParse(TraceParent, null, out var parent) ? parent.TraceId.ToString() : null;

    /// <summary>Whether the run of this claim may still write.</summary>
    /// <param name="claim">See <see cref="Claim"/>.</param>
    public bool IsHeldBy(long claim) => State == JobState.Running && Claim == claim;
}
