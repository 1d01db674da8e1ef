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
}
