using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>What the answers have in common: a job as it looks from outside, and the headers that speak of it.</summary>
internal sealed class JobPresenter(JobLinks links, RetryAfter retryAfter, IOptions<JobsOptions> options)
{
    private readonly string _problemTypes = options.Value.ProblemTypeBase.OriginalString;

    public JobLinks Links => links;

    /// <summary>The job document: with links, and with absolute types of errors.</summary>
    public JobStatus Present(HttpContext http, JobStatus status) =>
        status with
        {
            Links = links.Of(http, status),
            Error = Present(status.Error),
        };

    /// <summary>The error of a job: the library's own types become URIs, a worker's stay what they are.</summary>
    public JobStatusError? Present(JobStatusError? error) =>
        error?.Type
            is JobErrorTypes.WorkerError
                or JobErrorTypes.TimedOut
                or JobErrorTypes.WorkerLost
                or JobErrorTypes.OutputTooLarge
                or JobErrorTypes.OutputInvalid
                or JobErrorTypes.InputUnreadable
            ? error with
            {
                Type = ProblemType(error.Type),
            }
            : error;

    public string ProblemType(string suffix) => _problemTypes + suffix;

    /// <summary>When to ask again, until the job has ended or is gone.</summary>
    public void AskAgain(HttpContext http, JobStatus status)
    {
        if (status is { IsFinal: false, IsRemoved: false })
        {
            // Who has waited already may come back soon.
            var hasWaited = http.Features.Get<AppliedWait>() is not null;
            http.Response.Headers.RetryAfter = Seconds(
                hasWaited ? retryAfter.Shortest : retryAfter.For(JobEndpoint.Of(http).Type, status)
            );
        }
    }

    /// <summary>When to try again what was refused because there is too much, or the store is down.</summary>
    public void TryAgain(IHeaderDictionary headers) => headers.RetryAfter = Seconds(retryAfter.ForRefused());

    /// <summary>Where to watch the job.</summary>
    public void LinkToMonitor(HttpContext http, string id) =>
        http.Response.Headers.Append(HeaderNames.Link, $"<{links.ToJob(http, id)}>; rel=\"monitor\"");

    /// <summary>Until when the job is kept at least.</summary>
    public static void TellExpiry(IHeaderDictionary headers, JobStatus status)
    {
        if (status.Expires is { } expires)
        {
            headers["Sunset"] = expires.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
