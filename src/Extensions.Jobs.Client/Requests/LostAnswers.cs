using System.Net;
using System.Security.Authentication;

namespace Extensions.Jobs;

/// <summary>Tells the failures after which the same request may be answered.</summary>
internal static class LostAnswers
{
    /// <summary>
    /// Whether a message was not answered: no connection, a cut one, or a time-out. Those of Polly are known by name: hosts add its
    /// handlers to every client (Aspire does), and its time-outs are none of the framework's.
    /// </summary>
    public static bool Include(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException or TimeoutException
        || failure.GetType().Namespace?.StartsWith("Polly", StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether it is about the settings of one side, as a certificate that is not trusted, or a request that a handler made by itself
    /// was refused, as one for a token: no other try is answered.
    /// </summary>
    public static bool WillBeLostAgain(Exception failure) =>
        failure is HttpRequestException request
        && (
            request.InnerException is AuthenticationException
            || request.HttpRequestError
                is HttpRequestError.ConfigurationLimitExceeded
                    or HttpRequestError.UserAuthenticationError
                    or HttpRequestError.VersionNegotiationError
            || request.StatusCode
                is >= HttpStatusCode.BadRequest
                    and < HttpStatusCode.InternalServerError
                    and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests)
        );
}
