using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>
/// The settings for all jobs of this process. Checked when the host starts; later changes of the configuration are not taken over.
/// </summary>
public sealed class JobsOptions
{
    /// <summary>
    /// What stands before the name of a job in its routes: segments of letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>,
    /// without parameters; not <c>.</c> or <c>..</c>, and without <c>~</c> at the start; may be empty. Default: <c>jobs</c>.
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    [RegularExpression(
        @"^(?!~)(?!(.*/)?\.{1,2}(/|$))([A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*)?$",
        ErrorMessage = "RoutePrefix must be path segments of letters, digits, '-', '_', '.' and '~', as 'jobs' or 'api/jobs': without parameters, without a slash at its ends, without '~' at its start, and not '.' or '..'."
    )]
    public string RoutePrefix { get; set; } = "jobs";

    /// <summary>
    /// How inputs and outputs are stored: every node must have the same. Made read-only when the host starts. Default: the web
    /// defaults of System.Text.Json.
    /// </summary>
    [Required(ErrorMessage = "SerializerOptions must be set: leave the default, or assign a JsonSerializerOptions.")]
    public JsonSerializerOptions SerializerOptions { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// How long a silent process counts as alive; its jobs are then run elsewhere. It is renewed every third of this, however long
    /// a job runs. At least 1 second, at most 1 day. Default: 30 seconds.
    /// </summary>
    [Duration("00:00:01", Maximum = "1.00:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often this process looks for lost, expired and forgotten jobs. At least 100 ms, at most 1 day. Default: 5 seconds.
    /// </summary>
    [Duration("00:00:00.100", Maximum = "1.00:00:00")]
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a job is due before its message counts as lost, where the queue is a broker. At least 1 second, at most 1 day.
    /// Default: 1 minute.
    /// </summary>
    [Duration("00:00:01", Maximum = "1.00:00:00")]
    public TimeSpan RequeueAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often this process looks by itself for work and for changes, in case a signal was lost. At least 10 ms, at most 1 day.
    /// Default: 1 second.
    /// </summary>
    [Duration("00:00:00.010", Maximum = "1.00:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long running jobs may go on when the host stops, before they are told to stop and 5 seconds later handed back. This and
    /// 5 seconds must fit into <c>HostOptions.ShutdownTimeout</c>. Default: 20 seconds.
    /// </summary>
    [Duration("00:00:00", Maximum = "1.00:00:00")]
    public TimeSpan ShutdownGracePeriod { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a removed job is remembered. <see cref="Timeout.InfiniteTimeSpan"/>: for ever. Default: 24 hours.
    /// </summary>
    [Duration("00:00:00", AllowInfinite = true)]
    public TimeSpan TombstoneLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an idempotency key belongs to its job. At least 1 second, at most 10 years. Default: 24 hours.</summary>
    [Duration("00:00:01", Maximum = "3650.00:00:00")]
    public TimeSpan IdempotencyKeyLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The longest time that a request may be held by <c>Prefer: wait</c>, in whole seconds. At most 1 hour. Default: 30 seconds.
    /// </summary>
    [Duration("00:00:00", Maximum = "01:00:00")]
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many requests this process holds at once by <c>Prefer: wait</c>; those beyond are answered at once. Default: 10,000.
    /// </summary>
    [Within(0, ErrorMessage = "{0} must be 0 or more.")]
    public int MaxWaits { get; set; } = 10_000;

    /// <summary>As <see cref="MaxWaits"/>, of one named owner; anonymous callers are not limited. Default: 100.</summary>
    [Within(0, ErrorMessage = "{0} must be 0 or more.")]
    public int MaxWaitsPerOwner { get; set; } = 100;

    /// <summary>
    /// How long one event stream lasts at most: then it ends, and its client connects again. At least 1 second, at most 1 day.
    /// Default: 10 minutes.
    /// </summary>
    [Duration("00:00:01", Maximum = "1.00:00:00")]
    public TimeSpan EventStreamLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many event streams this process serves at once; those beyond are refused (503). Default: 10,000.</summary>
    [Within(0, ErrorMessage = "{0} must be 0 or more.")]
    public int MaxEventStreams { get; set; } = 10_000;

    /// <summary>As <see cref="MaxEventStreams"/>, of one named owner (429); anonymous callers are not limited. Default: 100.</summary>
    [Within(0, ErrorMessage = "{0} must be 0 or more.")]
    public int MaxEventStreamsPerOwner { get; set; } = 100;

    /// <summary>
    /// Query parameters that a list takes without knowing them, beside <c>_</c>; any other is refused. Default: <c>api-version</c>.
    /// </summary>
    public IList<string> IgnoredQueryParameters { get; } = ["api-version"];

    /// <summary>The shortest wait that <c>Retry-After</c> asks of a client, in seconds, 0 to 86,400. Default: 1.</summary>
    [Within(0, 86_400, ErrorMessage = "{0} must be 0 to 86,400 seconds.")]
    public int MinRetryAfter { get; set; } = 1;

    /// <summary>
    /// The longest wait that <c>Retry-After</c> asks of a client, in seconds, up to 86,400 and not below <see cref="MinRetryAfter"/>.
    /// Default: 30.
    /// </summary>
    [Within(1, 86_400, ErrorMessage = "{0} must be 1 to 86,400 seconds.")]
    public int MaxRetryAfter { get; set; } = 30;

    /// <summary>
    /// Whose the jobs of an authenticated caller are: 1 to 256 characters, compared ordinally. Null, or what is no owner: 403. With
    /// several issuers combine issuer and subject. Default: the claim <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>.
    /// </summary>
    [Required(ErrorMessage = "Owner must be set: leave the default, or say how an owner is taken from a principal.")]
    public Func<ClaimsPrincipal, string?> Owner { get; set; } =
        static caller => caller.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? caller.FindFirst("sub")?.Value;

    /// <summary>
    /// The authorization policy whose callers read, list, cancel and delete the jobs of all owners. Default: null, nobody does.
    /// </summary>
    public string? AdministratorPolicy { get; set; }

    /// <summary>
    /// The absolute address under which clients reach the application, path base included: links are then absolute. Default: null,
    /// links are paths.
    /// </summary>
    public Uri? PublicBaseUri { get; set; }

    /// <summary>
    /// What stands before the type of a problem, to make it a URI. Default: the page of the project that describes them.
    /// </summary>
    [Required(
        ErrorMessage = "ProblemTypeBase must be set: leave the default, or give the address of your own page, as https://example.com/problems#."
    )]
    public Uri ProblemTypeBase { get; set; } =
        new("https://github.com/extensions-jobs/extensions-jobs/blob/main/docs/http.md#");
}

[OptionsValidator]
internal sealed partial class JobsOptionsRangeValidator : IValidateOptions<JobsOptions>;
