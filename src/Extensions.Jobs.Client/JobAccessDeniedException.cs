using System.Net;

namespace Extensions.Jobs;

/// <summary>The server does not know the caller (401), or the caller may not do this (403). Only over HTTP.</summary>
/// <param name="statusCode">401 or 403.</param>
/// <param name="problemType">The end of the URI of the problem's type, or <c>about:blank</c>.</param>
/// <param name="message">What was refused.</param>
public sealed class JobAccessDeniedException(HttpStatusCode statusCode, string problemType, string message)
    : JobException(problemType, message)
{
    /// <summary>Which of the two.</summary>
    public HttpStatusCode StatusCode => statusCode;
}
