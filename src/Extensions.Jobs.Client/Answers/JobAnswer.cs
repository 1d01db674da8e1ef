using System.Net;

namespace Extensions.Jobs;

/// <summary>An answer that was read whole.</summary>
internal sealed record JobAnswer
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromDays(1);

    /// <summary>Method and address of what it answers.</summary>
    public required string Request { get; init; }

    public required HttpStatusCode Status { get; init; }

    public string? MediaType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The entity-tag, quotes included.</summary>
    public string? Tag { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public Uri? Location { get; init; }

    public ReceivedProblem? Problem { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the request was sent more than once: an earlier one may have been carried out.</summary>
    public bool IsRepeat { get; init; }

    public bool IsJson => string.Equals(MediaType, "application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the same request may be answered otherwise later.</summary>
    public bool IsTemporary =>
        Status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>Whether it is one of the API's own problems, whatever stands before its types.</summary>
    public bool Is(HttpStatusCode status, string problemType) =>
        Status == status && Problem?.Type.EndsWith(problemType, StringComparison.Ordinal) == true;

    public static JobAnswer Of(
        string request,
        HttpResponseMessage response,
        ReadOnlyMemory<byte> body,
        DateTimeOffset now
    )
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        return new JobAnswer
        {
            Request = request,
            Status = response.StatusCode,
            MediaType = mediaType,
            Body = body,
            Tag = response.Headers.ETag?.ToString(),
            RetryAfter = RetryAfterOf(response, now),
            Location = response.Headers.Location,
            Problem = (int)response.StatusCode >= 400 ? ProblemReader.Read(mediaType, body) : null,
            At = now,
        };
    }

    /// <summary>
    /// The API counts seconds; a date, as a proxy may send, is taken as that proxy's clock means it. No timer runs for 49 days.
    /// </summary>
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? header?.Date - (response.Headers.Date ?? now);
        return pause < TimeSpan.Zero ? TimeSpan.Zero
            : pause > _longestPause ? _longestPause
            : pause;
    }
}
