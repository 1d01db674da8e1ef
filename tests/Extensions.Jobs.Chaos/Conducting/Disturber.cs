using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Chaos;

/// <summary>Does to the fleet what the schedule says.</summary>
internal sealed class Disturber(Fleet fleet, EventLog log)
{
    public async Task RunAsync(IEnumerable<Disturbance> schedule, CancellationToken cancellationToken)
    {
        var began = Moment.Now;
        var lasting = new List<Task>();
        foreach (var next in schedule)
        {
            var left = next.At - Moment.Between(began, Moment.Now);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, TimeProvider.System, cancellationToken);
            }

            if (fleet.Find(next.Role, next.Number) is { } process)
            {
                lasting.Add(DisturbAsync(process, next));
            }
        }

        await Task.WhenAll(lasting);
    }

    private async Task DisturbAsync(ChildProcess process, Disturbance disturbance)
    {
        log.Write(new Disturbed(process.Name, disturbance.Kind));
        switch (disturbance.Kind)
        {
            case DisturbanceKind.Kill:
                process.Signal(Signals.Kill);
                return;
            case DisturbanceKind.Terminate:
                process.Signal(Signals.Terminate);
                return;
            case DisturbanceKind.Jump:
                process.Order(Orders.Jump(disturbance.Jump));
                return;
            case DisturbanceKind.Pause:
                process.Signal(Signals.Stop);
                break;
            case DisturbanceKind.Faults:
                process.Order(Orders.Faults(disturbance.Faults));
                break;
        }

        await Task.Delay(disturbance.Length, TimeProvider.System, CancellationToken.None);
        if (disturbance.Kind == DisturbanceKind.Pause)
        {
            process.Signal(Signals.Continue);
        }
        else
        {
            process.Order(Orders.Faults(new JobFaultRates()));
        }

        log.Write(new Calmed(process.Name, disturbance.Kind));
    }
}
