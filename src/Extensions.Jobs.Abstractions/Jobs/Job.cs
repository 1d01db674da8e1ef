namespace Extensions.Jobs;

/// <summary>A job at one moment: an immutable snapshot.</summary>
/// <param name="Header">All but the payloads.</param>
/// <param name="Input">What the worker is given, as UTF-8 JSON. Empty where it was not asked for, or has been dropped.</param>
/// <param name="Output">What the worker made, as UTF-8 JSON. Empty where it was not asked for, or there is none.</param>
public sealed record Job(JobHeader Header, ReadOnlyMemory<byte> Input = default, ReadOnlyMemory<byte> Output = default);
