using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>
/// The settings of a client over HTTP: named options, the name is that of its <c>IHttpClientBuilder</c>. Checked when the host
/// starts; later changes of the configuration are not taken over.
/// </summary>
public sealed class JobsClientOptions
{
    /// <summary>
    /// How inputs are written and outputs are read; made read-only at the first use. Default: the web defaults of System.Text.Json,
    /// as on the server.
    /// </summary>
    [Required(ErrorMessage = "SerializerOptions must be set: leave the default, or assign a JsonSerializerOptions.")]
    public JsonSerializerOptions SerializerOptions { get; set; } = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// How long a request is tried again while the server cannot be reached (it restarts), has no capacity (503) or wants less
    /// (429), since it failed for the first time. The pauses grow from 500 ms to 15 s, or are what <c>Retry-After</c> asks, if
    /// that is longer. Zero: never. At most 1 day. Default: 2 minutes.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "1.00:00:00",
        ErrorMessage = "RetryTime must be 0 to 1 day: zero means that no request is tried again."
    )]
    public TimeSpan RetryTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long the server is asked to hold an answer until there is news, in whole seconds. Not longer than half the
    /// <see cref="HttpClient.Timeout"/>, whatever is set. Less than a second: not at all, the job is polled. At most 30 seconds.
    /// Default: 30 seconds.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "00:00:30",
        ErrorMessage = "WaitTime must be 0 to 30 seconds: zero means that jobs are polled."
    )]
    public TimeSpan WaitTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the job is cancelled too when its creation, a wait for it, or a watch of it is cancelled by its token. The call then ends
    /// when the server has answered, after 5 seconds at the latest. The server must have the route (<c>JobOptions.Cancel</c>). Default:
    /// false, the job goes on.
    /// </summary>
    public bool CancelOnCancellation { get; set; }
}

[OptionsValidator]
internal sealed partial class JobsClientOptionsValidator : IValidateOptions<JobsClientOptions>;
