using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>
/// The settings of one type of job: named options, the name is the job's. Checked when the host starts; later changes of the
/// configuration are not taken over.
/// </summary>
public sealed class JobOptions
{
    /// <summary>How many jobs of the type this process runs at once. At least 1. Default: twice the number of processors.</summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more.")]
    public int MaxConcurrency { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>How often a job may be started before it fails. At least 1. Default: 3.</summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more: 1 means that a job is never retried.")]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// How long a failed job waits for its second attempt; doubled for each further one up to <see cref="MaxRetryDelay"/>, and
    /// spread by 20 % either way. Default: 5 seconds.
    /// </summary>
    [Duration("00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts. Default: 5 minutes.</summary>
    [Duration("00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long one attempt may take. <see cref="Timeout.InfiniteTimeSpan"/>: as long as it likes. Default: 24 hours.
    /// </summary>
    [Duration("00:00:00.001", AllowInfinite = true)]
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a worker that was told to stop (cancel, delete, time-out) may go on; a result within it counts, after it the job
    /// ends without the worker. <see cref="Timeout.InfiniteTimeSpan"/>: wait for it. Default: 30 seconds.
    /// </summary>
    [Duration("00:00:00", AllowInfinite = true)]
    public TimeSpan CancellationGracePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest input, in bytes of stored JSON; over HTTP of the request's body. At least 1. Default: 1 MiB.</summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more.")]
    public int MaxInputBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest output, in bytes of stored JSON; a larger one fails its job. At least 1. Default: 16 MiB.</summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more.")]
    public int MaxOutputBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many jobs of the type may be queued, on all nodes together. Null: any number. Default: 100,000.</summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more, or null for no limit.")]
    public int? MaxQueueLength { get; set; } = 100_000;

    /// <summary>
    /// How many unfinished jobs of the type one named owner may have; anonymous callers are not limited. Null: any number.
    /// Default: 1,000.
    /// </summary>
    [Within(1, ErrorMessage = "{0} must be 1 or more, or null for no limit.")]
    public int? MaxUnfinishedPerOwner { get; set; } = 1_000;

    /// <summary>How long a succeeded job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    [Duration("00:00:00", AllowInfinite = true)]
    public TimeSpan SucceededRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a failed job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    [Duration("00:00:00", AllowInfinite = true)]
    public TimeSpan FailedRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a cancelled job is kept. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.</summary>
    [Duration("00:00:00", AllowInfinite = true)]
    public TimeSpan CancelledRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether callers may list their jobs, over HTTP. Without knowing its callers an application shows each the jobs of all.
    /// Default: true.
    /// </summary>
    public bool List { get; set; } = true;

    /// <summary>Whether callers may cancel a job and keep its record, over HTTP. Default: true.</summary>
    public bool Cancel { get; set; } = true;

    /// <summary>
    /// Whether the status of a succeeded job redirects (303) to its output, over HTTP; else it is 200. Default: true.
    /// </summary>
    public bool Redirect { get; set; } = true;

    /// <summary>Whether a creation over HTTP must have an <c>Idempotency-Key</c>. Default: false.</summary>
    public bool RequireIdempotencyKey { get; set; }

    /// <summary>
    /// The authorization policy that a caller must fulfil on all routes of the type, over HTTP. Default: null, none beside those of
    /// the application.
    /// </summary>
    public string? AuthorizationPolicy { get; set; }

    /// <summary>Whether everybody may call the routes of the type, whatever other policies say. Default: false.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>Old names of the type, whose jobs and ids it also serves. Default: none.</summary>
    public IList<string> Aliases { get; } = [];
}

[OptionsValidator]
internal sealed partial class JobOptionsValidator : IValidateOptions<JobOptions>;
