using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Chaos;

/// <summary>All processes of a run.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly Slot[] _slots;
    private readonly EventLog _log;

    public Fleet(ChaosArguments arguments, string directory, EventLog log)
    {
        _log = log;
        _slots =
        [
            .. Enumerable.Range(0, Schedule.Apis).Select(number => SlotOf(Role.Api, number)),
            .. Enumerable.Range(0, Schedule.Workers).Select(number => SlotOf(Role.Worker, number)),
        ];

        Slot SlotOf(Role role, int number) =>
            new(
                new ChildArguments(
                    role,
                    $"{role}-{number}",
                    Seeds.Of(arguments.Seed, (int)role, number),
                    directory,
                    arguments.Store,
                    arguments.Bug
                ),
                log
            );
    }

    public void Start()
    {
        foreach (var slot in _slots)
        {
            slot.Open();
        }
    }

    /// <summary>The process in a place; null: it is just being started again.</summary>
    public ChildProcess? Find(Role role, int number) =>
        _slots.Where(slot => slot.Role == role).ElementAt(number).Process;

    /// <summary>A front that listens.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="cancellationToken">Ends the wait for one.</param>
    public async Task<(string Name, Uri Address)> FrontAsync(Random random, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (
                Find(Role.Api, random.Next(Schedule.Apis)) is { Listening: { IsCompleted: true } listening } process
                && await listening is { } address
            )
            {
                return (process.Name, address);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Lets all go on undisturbed.</summary>
    public void Calm()
    {
        foreach (var process in _slots.Select(slot => slot.Process).OfType<ChildProcess>())
        {
            process.Signal(Signals.Continue);
            process.Order(Orders.Faults(new JobFaultRates()));
            _log.Write(new Calmed(process.Name, DisturbanceKind.Pause));
            _log.Write(new Calmed(process.Name, DisturbanceKind.Faults));
        }
    }

    /// <summary>Stops all as a deployment does, and measures it; whoever takes too long is killed.</summary>
    public async Task StopAsync()
    {
        foreach (var slot in _slots)
        {
            slot.Close();
            if (slot.Process is { } process)
            {
                _log.Write(new Disturbed(process.Name, DisturbanceKind.Terminate));
                process.Signal(Signals.Terminate);
            }
        }

        var limit = Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        await Task.WhenAny(Task.WhenAll(_slots.Select(slot => slot.Ended)), limit);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots)
        {
            slot.Close();
        }

        // One that was being started meanwhile is found the next time round.
        while (_slots.Any(slot => !slot.Ended.IsCompleted))
        {
            foreach (var process in _slots.Select(slot => slot.Process).OfType<ChildProcess>())
            {
                process.Signal(Signals.Kill);
            }

            await Task.WhenAny(
                Task.WhenAll(_slots.Select(slot => slot.Ended)),
                Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None)
            );
        }
    }
}
