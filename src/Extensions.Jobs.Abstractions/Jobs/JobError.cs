namespace Extensions.Jobs;

/// <summary>
/// Why a job failed, as its owner sees it: a problem (RFC 9457) without <c>status</c>. Everything in it is public: put no
/// secret and no stack trace here.
/// </summary>
/// <remarks>
/// Each text is cut at 1,000 characters; lone surrogates and U+0000 become U+FFFD, so that no text can stop a job from ending.
/// </remarks>
public sealed record JobError
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="title">A short summary, the same for every occurrence.</param>
    /// <param name="detail">What happened this time. Default: nothing.</param>
    /// <param name="type">
    /// A URI that names the kind of error. Default: none, which RFC 9457 reads as <c>about:blank</c>. The values of
    /// <see cref="JobErrorTypes"/> are the library's own; they are made absolute where they leave by HTTP.
    /// </param>
    /// <param name="traceId">The trace in which it happened. Default: none.</param>
    /// <exception cref="ArgumentException">The title is empty.</exception>
    public JobError(string title, string? detail = null, string? type = null, string? traceId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        Title = JobText.Clean(title);
        Detail = JobText.Clean(detail);
        Type = JobText.Clean(type);
        TraceId = JobText.Clean(traceId);
    }

    /// <summary>A URI that names the kind of error, or one of <see cref="JobErrorTypes"/>.</summary>
    public string? Type { get; }

    /// <summary>A short summary.</summary>
    public string Title { get; }

    /// <summary>What happened this time.</summary>
    public string? Detail { get; }

    /// <summary>The trace in which it happened.</summary>
    public string? TraceId { get; }
}
