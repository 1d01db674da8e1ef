using System.Net;

namespace Extensions.Jobs;

/// <summary>
/// An answer that makes no sense here: it does not come from the HTTP API of jobs (a proxy, a login page, a wrong address), is
/// damaged, or tells of a fault of the server. Only over HTTP.
/// </summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="problemType">The end of the URI of the problem's type, or <c>about:blank</c>.</param>
/// <param name="message">What was asked, and what was answered.</param>
/// <param name="innerException">Why it cannot be read.</param>
public sealed class JobAnswerException(
    HttpStatusCode statusCode,
    string problemType,
    string message,
    Exception? innerException = null
) : JobException(problemType, message, innerException)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode => statusCode;
}
