namespace Extensions.Jobs;

/// <summary>A warning that a worker reported. It stays when the job succeeds.</summary>
/// <remarks>Texts are cut and cleaned as in <see cref="JobError"/>.</remarks>
public sealed record JobIssue
{
    /// <summary>Says what is noteworthy.</summary>
    /// <param name="message">For a person.</param>
    /// <param name="at">When it was reported, by the store's time.</param>
    /// <param name="code">For a program. Default: none.</param>
    /// <exception cref="ArgumentException">The message is empty.</exception>
    public JobIssue(string message, DateTimeOffset at, string? code = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        Message = JobText.Clean(message);
        Code = JobText.Clean(code);
        At = JobTime.Floor(at);
    }

    /// <summary>For a person.</summary>
    public string Message { get; }

    /// <summary>For a program.</summary>
    public string? Code { get; }

    /// <summary>When it was reported, in whole milliseconds.</summary>
    public DateTimeOffset At { get; }
}
