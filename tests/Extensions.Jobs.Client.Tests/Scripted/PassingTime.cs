using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Client.Tests.Scripted;

/// <summary>Time that passes only when somebody waits for it, and the test lets it.</summary>
public sealed class PassingTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            _timers.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until somebody waits for a time between these, in seconds, and lets it pass.</summary>
    /// <param name="least">In seconds.</param>
    /// <param name="most">In seconds.</param>
    /// <param name="before">What happens before it has passed.</param>
    public async Task PassAsync(double least, double most, Func<Task>? before = null)
    {
        var pause = await NextAsync(least, most);
        if (before is not null)
        {
            await before();
        }

        Advance(pause);
    }

    /// <summary>Waits until somebody waits for a time between these, in seconds, and lets it wait.</summary>
    public async Task<TimeSpan> NextAsync(double least, double most)
    {
        while (true)
        {
            var pause = await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (pause.TotalSeconds >= least && pause.TotalSeconds <= most)
            {
                return pause;
            }
        }
    }

    /// <summary>Lets the first pause after a failure pass.</summary>
    public Task PassRetryAsync(Func<Task>? before = null) => PassAsync(0.4, 0.6, before);

    /// <summary>Who waits by now is not looked at any more.</summary>
    public void Forget()
    {
        while (_timers.Reader.TryRead(out _)) { }
    }
}
