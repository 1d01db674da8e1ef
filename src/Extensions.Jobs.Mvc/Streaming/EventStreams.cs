using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>Which event streams are opened, and which are refused.</summary>
internal sealed class EventStreams(
    IOptions<JobsOptions> options,
    IHostApplicationLifetime lifetime,
    JobPresenter presenter,
    TimeProvider time
)
{
    private readonly HeldRequests _held = new(options.Value.MaxEventStreams, options.Value.MaxEventStreamsPerOwner);

    /// <summary>Answers a request for the events of a job.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The job as it is.</param>
    /// <param name="watch">Tells its status now and after each change, until it has ended or is cancelled.</param>
    public IActionResult Open(
        HttpContext http,
        JobStatus status,
        Func<CancellationToken, IAsyncEnumerable<JobStatus>> watch
    )
    {
        var known = KnownVersion(http);
        if (status.IsFinal && known == status.Version)
        {
            // All was told: 204 alone keeps a browser from connecting again.
            return new EmptyAnswer();
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return new EventStreamAnswer(write: null);
        }

        if (_held.TryBegin(JobCaller.Of(http).Owner, out var isOwnersLimit) is not { } held)
        {
            return isOwnersLimit
                ? JobProblems.TooManyStreams(_held.MaxPerOwner)
                : JobProblems.Busy("There are too many open streams.");
        }

        // Also if a filter of the host lets the stream never begin.
        http.Response.RegisterForDispose(held);
        var limits = new EventStreamLimits(options.Value.EventStreamLifetime, lifetime.ApplicationStopping);
        return new EventStreamAnswer(
            output => new EventStream(http, output, presenter, limits, time).RunAsync(status.Id, known, watch),
            held
        );
    }

    /// <summary>What the caller saw last. Null: nothing, or nothing that is a version.</summary>
    private static long? KnownVersion(HttpContext http) =>
        http.Request.Headers["Last-Event-ID"] is [{ } id]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}

/// <summary>When a stream ends whatever its job does.</summary>
/// <param name="Lifetime">After this time.</param>
/// <param name="HostStopping">When the host begins to stop.</param>
internal sealed record EventStreamLimits(TimeSpan Lifetime, CancellationToken HostStopping);
