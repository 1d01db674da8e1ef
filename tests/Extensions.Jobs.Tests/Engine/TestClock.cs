using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>
/// Time that passes only when a test says so, and that knows who sleeps for how long: a test first waits until somebody sleeps for
/// the time that it lets pass, so that no sleeper comes too late.
/// </summary>
public sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 7, 28, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _gate = new();
    private readonly List<Sleeper> _sleepers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets a time pass as soon as somebody sleeps for exactly so long.</summary>
    public async Task PassAsync(TimeSpan time, CancellationToken cancellationToken, int sleepers = 1)
    {
        await WhenAsleepAsync(time, cancellationToken, sleepers);
        Advance(time);
    }

    /// <summary>How many sleep for exactly so long.</summary>
    public int CountAsleep(TimeSpan time)
    {
        lock (_gate)
        {
            return _sleepers.Count(sleeper => sleeper.For == time);
        }
    }

    /// <summary>Waits until somebody sleeps for exactly so long.</summary>
    public async Task WhenAsleepAsync(TimeSpan time, CancellationToken cancellationToken, int sleepers = 1)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_sleepers.Count(sleeper => sleeper.For == time) >= sleepers)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var sleeper = new Sleeper(this, dueTime);
        sleeper.Timer = base.CreateTimer(
            inner =>
            {
                Remove(sleeper);
                callback(inner);
            },
            state,
            dueTime,
            period
        );
        if (dueTime > TimeSpan.Zero)
        {
            Add(sleeper);
        }

        return sleeper;
    }

    private void Add(Sleeper sleeper)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _sleepers.Add(sleeper);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private void Remove(Sleeper sleeper)
    {
        lock (_gate)
        {
            _sleepers.Remove(sleeper);
        }
    }

    private sealed class Sleeper(TestClock clock, TimeSpan time) : ITimer
    {
        public TimeSpan For => time;

        public ITimer? Timer { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            clock.Remove(this);
            Timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Remove(this);
            return Timer!.DisposeAsync();
        }
    }
}
