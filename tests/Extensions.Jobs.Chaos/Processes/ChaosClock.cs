namespace Extensions.Jobs.Chaos;

/// <summary>The clock of one process: its date can jump, what it measures cannot.</summary>
internal sealed class ChaosClock : TimeProvider
{
    private long _jumped;

    public void Jump(TimeSpan time) => Interlocked.Add(ref _jumped, time.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));
}
