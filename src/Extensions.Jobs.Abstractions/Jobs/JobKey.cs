namespace Extensions.Jobs;

/// <summary>
/// The idempotency key under which a job was created. Owner, name and key together belong to one job until the key expires.
/// </summary>
/// <param name="Value">The key as its client chose it, 1 to 255 characters.</param>
/// <param name="Fingerprint">SHA-256 of the stored input with sorted members, in hex: the same key with another input is a mistake of the client.</param>
/// <param name="Expires">From this time on the key is new again.</param>
public sealed record JobKey(string Value, string Fingerprint, DateTimeOffset Expires)
{
    /// <summary>The estimate of the new job, for the answer to a repeated request when the job is gone. Null: none.</summary>
    public TimeSpan? EstimatedDuration { get; init; }

    /// <summary>When the new job was to be finished, for the same answer. Null: not known.</summary>
    public DateTimeOffset? EstimatedCompletion { get; init; }
}
