using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>
/// Makes the store of one process slow and unreliable while it is switched on: a call waits, fails before it begins, or is done and
/// its answer is lost.
/// </summary>
internal sealed class StoreFaults(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private FaultLevel _level = FaultLevel.None;

    public void Set(FaultLevel level) => Volatile.Write(ref _level, level);

    public async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var level = Volatile.Read(ref _level);
        var (delay, failsBefore, failsAfter) = Draw(level);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, TimeProvider.System, cancellationToken);
        }

        if (failsBefore)
        {
            throw new JobStoreException("Chaos: the store is down.");
        }

        var answer = await call();
        return failsAfter ? throw new JobStoreException("Chaos: the answer was lost.") : answer;
    }

    private (TimeSpan Delay, bool FailsBefore, bool FailsAfter) Draw(FaultLevel level)
    {
        if (level == FaultLevel.None)
        {
            return default;
        }

        lock (_gate)
        {
            var delay = _random.NextDouble() < level.SlowShare ? level.LongestDelay * _random.NextDouble() : default;
            var fails = _random.NextDouble();
            return (
                delay,
                fails < level.FailingShare,
                fails >= level.FailingShare && fails < level.FailingShare + level.LostShare
            );
        }
    }
}

/// <param name="FailingShare">Which share of the calls is not done.</param>
/// <param name="LostShare">Which share of the calls is done and loses its answer.</param>
/// <param name="SlowShare">Which share of the calls waits.</param>
/// <param name="LongestDelay">How long at most.</param>
internal sealed record FaultLevel(double FailingShare, double LostShare, double SlowShare, TimeSpan LongestDelay)
{
    public static FaultLevel None { get; } = new(0, 0, 0, TimeSpan.Zero);
}
