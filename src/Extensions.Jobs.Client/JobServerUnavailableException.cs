using System.Net;

namespace Extensions.Jobs;

/// <summary>
/// The server could not be reached, has no capacity, or wants fewer requests, also after all retries. What was asked may have been
/// done. Only over HTTP.
/// </summary>
/// <param name="statusCode">What it answered; null: nothing.</param>
/// <param name="problemType">The end of the URI of the problem's type, or <c>about:blank</c>.</param>
/// <param name="message">What was asked, and what came of it.</param>
/// <param name="innerException">Why there was no answer.</param>
public sealed class JobServerUnavailableException(
    HttpStatusCode? statusCode,
    string problemType,
    string message,
    Exception? innerException = null
) : JobException(problemType, message, innerException)
{
    /// <summary>What the server answered at last; null: nothing.</summary>
    public HttpStatusCode? StatusCode => statusCode;

    /// <summary>When it wants to be asked again; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }
}
