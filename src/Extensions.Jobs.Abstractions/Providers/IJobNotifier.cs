namespace Extensions.Jobs.Providers;

/// <summary>
/// Wakes whoever waits for a job's next version, on any node. Signals are hints: a lost one costs time, never correctness. A
/// singleton; all members are thread-safe.
/// </summary>
public interface IJobNotifier
{
    /// <summary>Tells all nodes, this one included.</summary>
    Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken);

    /// <summary>
    /// Signals from now on. <see cref="JobSignal.Any"/> comes first, when the subscription stands, and after every gap in which
    /// signals may have been lost. Ends when cancelled.
    /// </summary>
    IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken);
}
