using System.Data.Common;

namespace Extensions.Jobs;

/// <summary>What may be said of a job at its creation.</summary>
public sealed record CreateJobOptions
{
    /// <summary>Not to be started before. Default: null, at once. Only in process.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Which of two due jobs goes first. Default: <see cref="JobPriority.Normal"/>. Only in process.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>
    /// 1 to 255 printable ASCII characters; a second creation with the same key, owner and type answers the first one's job.
    /// Default: null, every creation makes a job.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whose the job is, if the client acts for the application. Default: null, the client's own owner. Only in process.</summary>
    public string? Owner { get; init; }

    /// <summary>The job is created by the commit of this transaction of the same store. Default: null. Only in process.</summary>
    public DbTransaction? Transaction { get; init; }

    /// <summary>
    /// Whether the size of the input was checked as it came: over HTTP the limit is about the body, and the input may well take
    /// more bytes as it is stored.
    /// </summary>
    internal bool IsInputSizeChecked { get; init; }

    /// <summary>Whether only a job that is there already, by its key, is answered: whoever asks for a new one shall ask elsewhere.</summary>
    internal bool IsReplayOnly { get; init; }
}
