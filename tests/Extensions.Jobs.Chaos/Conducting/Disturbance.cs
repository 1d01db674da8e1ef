using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Chaos;

/// <summary>Something that will be done to a process.</summary>
/// <param name="At">When, from the start of the schedule.</param>
/// <param name="Kind">What.</param>
/// <param name="Role">To a process of which role.</param>
/// <param name="Number">To which of them.</param>
/// <param name="Length">How long it lasts, if it does.</param>
internal sealed record Disturbance(TimeSpan At, DisturbanceKind Kind, Role Role, int Number, TimeSpan Length)
{
    /// <summary>By how much the clock jumps.</summary>
    public TimeSpan Jump { get; init; }

    /// <summary>How the store fails.</summary>
    public JobFaultRates Faults { get; init; } = new();
}

internal enum DisturbanceKind
{
    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    Pause,

    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>The date of the process jumps.</summary>
    Jump,

    /// <summary>The store fails the process for a while.</summary>
    Faults,
}
