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

    /// <summary>Whether it is about the settings of one side, as a certificate that is not trusted: no other try is answered.</summary>
    public static bool WillBeLostAgain(Exception failure) =>
        failure
            is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConfigurationLimitExceeded
                        or HttpRequestError.UserAuthenticationError
                        or HttpRequestError.VersionNegotiationError
                }
                or HttpRequestException { InnerException: AuthenticationException };
}
