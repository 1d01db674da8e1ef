using System.Globalization;
using Extensions.Jobs.Testing;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Chaos;

/// <summary>
/// What the conductor orders a running process to do, one line each on its standard input. Its end means that the conductor is gone:
/// no process outlives it.
/// </summary>
internal sealed class Orders(ChaosClock clock, JobFaults faults) : IHostedService
{
    public static string Jump(TimeSpan by) => string.Create(CultureInfo.InvariantCulture, $"clock {by.TotalSeconds}");

    public static string Faults(JobFaultRates rates) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"faults {rates.Fail} {rates.Cut} {rates.Delay} {rates.MaxDelay.TotalSeconds}"
        );

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Follow) { IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Follow()
    {
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var numbers = words.Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            if (words[0] == "clock")
            {
                clock.Jump(TimeSpan.FromSeconds(numbers[0]));
            }
            else
            {
                faults.Rates = new JobFaultRates
                {
                    Fail = numbers[0],
                    Cut = numbers[1],
                    Delay = numbers[2],
                    MaxDelay = TimeSpan.FromSeconds(numbers[3]),
                };
            }
        }

        Signals.Kill(Environment.ProcessId);
    }
}
