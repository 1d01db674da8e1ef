namespace Extensions.Jobs.Testing;

/// <summary>How often calls meet which fault, each from 0 (never, the default) to 1 (always); together at most 1.</summary>
public sealed record JobFaultRates
{
    /// <summary>How often <see cref="JobFault.Fail"/>.</summary>
    public double Fail { get; init; }

    /// <summary>How often <see cref="JobFault.Cut"/>.</summary>
    public double Cut { get; init; }

    /// <summary>How often a delay.</summary>
    public double Delay { get; init; }

    /// <summary>How long a delay is at most. Default: 10 ms.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(10);
}
