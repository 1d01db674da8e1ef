namespace Extensions.Jobs;

/// <summary>What a transition asks a repository to save.</summary>
/// <param name="Header">The new header. It may be saved only over the version before its own.</param>
/// <param name="Payloads">What to do with the stored payloads.</param>
/// <param name="Output">The new output, with <see cref="JobPayloads.SetOutput"/>.</param>
public sealed record JobUpdate(
    JobHeader Header,
    JobPayloads Payloads = JobPayloads.Keep,
    ReadOnlyMemory<byte> Output = default
);

/// <summary>What an update does with the stored payloads. An absent output never means "drop".</summary>
public enum JobPayloads
{
    /// <summary>Leave them.</summary>
    Keep = 0,

    /// <summary>Store the output of the update; leave the input.</summary>
    SetOutput = 1,

    /// <summary>Delete the output; leave the input.</summary>
    DropOutput = 2,

    /// <summary>Delete both.</summary>
    DropAll = 3,
}
