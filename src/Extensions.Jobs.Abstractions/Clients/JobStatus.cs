using System.Text.Json.Serialization;

namespace Extensions.Jobs;

/// <summary>
/// How a job is getting on: the job document of the HTTP API. Members that are not known are null, and absent on the wire.
/// Nothing in it depends on the time of reading.
/// </summary>
public sealed record JobStatus
{
    /// <summary><see cref="Status"/>: waits for a worker.</summary>
    public const string Queued = "queued";

    /// <summary><see cref="Status"/>: its worker runs.</summary>
    public const string Running = "running";

    /// <summary><see cref="Status"/>: its worker was asked to stop.</summary>
    public const string Cancelling = "cancelling";

    /// <summary><see cref="Status"/>: finished.</summary>
    public const string Succeeded = "succeeded";

    /// <summary><see cref="Status"/>: failed for good.</summary>
    public const string Failed = "failed";

    /// <summary><see cref="Status"/>: stopped for good.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> States { get; } = [Queued, Running, Cancelling, Succeeded, Failed, Cancelled];

    /// <summary>The id of the job.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its type.</summary>
    public required string Type { get; init; }

    /// <summary>One of the constants; later versions may add others.</summary>
    public required string Status { get; init; }

    /// <summary>What the worker last said of its progress.</summary>
    public string? Message { get; init; }

    /// <summary>Percent done, 0 to 100; never falls within an attempt.</summary>
    public int? Progress { get; init; }

    /// <summary>When it was accepted.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset Created { get; init; }

    /// <summary>When the latest attempt started.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Finished { get; init; }

    /// <summary>When this last changed.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public required DateTimeOffset Updated { get; init; }

    /// <summary>It is kept at least until then.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Not to be started before; while queued.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Due { get; init; }

    /// <summary>When somebody asked to cancel it.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? CancelRequested { get; init; }

    /// <summary>When somebody asked to delete it.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? DeleteRequested { get; init; }

    /// <summary>How long the run alone is expected to take; until it has ended.</summary>
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? EstimatedDuration { get; init; }

    /// <summary>When it is expected to be finished, the queue counted; until it has ended.</summary>
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? EstimatedCompletion { get; init; }

    /// <summary>Which attempt it is; null for the first.</summary>
    public int? Attempt { get; init; }

    /// <summary>Warnings of the worker.</summary>
    public IReadOnlyList<JobStatusIssue>? Issues { get; init; }

    /// <summary>Why it failed, or what came of the attempt that ended it as cancelled.</summary>
    public JobStatusError? Error { get; init; }

    /// <summary>Whether there is an output.</summary>
    public required JobStatusOutput Output { get; init; }

    /// <summary>Where to go from here. Only over HTTP.</summary>
    public JobStatusLinks? Links { get; init; }

    /// <summary>
    /// The version of the job, which each change raises: its ETag over HTTP. 0: not told, as by the answer to a creation over HTTP.
    /// </summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>The version that stored the output: the output's ETag over HTTP. Null: there is none now. Only in process.</summary>
    [JsonIgnore]
    public long? OutputVersion { get; init; }

    /// <summary>
    /// Whether the job is gone, and this is what it was at its creation: so a creation is answered that repeats an idempotency key.
    /// Only in process.
    /// </summary>
    [JsonIgnore]
    public bool IsRemoved { get; init; }

    /// <summary>Whether the job has reached its final state, also one of a later version: it has <see cref="Finished"/> then.</summary>
    [JsonIgnore]
    public bool IsFinal => Status is Succeeded or Failed or Cancelled || Finished is not null;
}

/// <summary>A warning of a worker.</summary>
/// <param name="Message">For a person.</param>
/// <param name="Code">For a program.</param>
/// <param name="At">When it was reported.</param>
public sealed record JobStatusIssue(
    string Message,
    string? Code,
    [property: JsonConverter(typeof(UtcTimeConverter))] DateTimeOffset At
);

/// <summary>A problem (RFC 9457) without <c>status</c>.</summary>
/// <param name="Type">A URI that names the kind of error; in process one of <see cref="JobErrorTypes"/>, or what the worker gave.</param>
/// <param name="Title">A short summary.</param>
/// <param name="Detail">What happened this time.</param>
/// <param name="TraceId">The trace in which it happened.</param>
public sealed record JobStatusError(string? Type, string Title, string? Detail, string? TraceId);

/// <summary>Whether there is an output.</summary>
/// <param name="State">One of the constants; later versions may add others.</param>
public sealed record JobStatusOutput(string State)
{
    /// <summary><see cref="State"/>: the job has not ended yet.</summary>
    public const string Pending = "pending";

    /// <summary><see cref="State"/>: it can be read.</summary>
    public const string Available = "available";

    /// <summary><see cref="State"/>: it has been deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary><see cref="State"/>: there is none and will be none.</summary>
    public const string None = "none";
}

/// <summary>URI references to what belongs to a job; null where it does not exist, or not now.</summary>
public sealed record JobStatusLinks
{
    /// <summary>The job.</summary>
    public required string Self { get; init; }

    /// <summary>Its status, pushed.</summary>
    public string? Events { get; init; }

    /// <summary>The caller's jobs of this type.</summary>
    public string? Collection { get; init; }

    /// <summary>Cancels it.</summary>
    public string? Cancel { get; init; }

    /// <summary>Its output.</summary>
    public string? Output { get; init; }
}
