using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Chaos;

/// <summary>What is done to which process and when: all of it follows from the seed.</summary>
internal static class Schedule
{
    public const int Apis = 2;
    public const int Workers = 3;

    /// <summary>How often something happens to all processes of a role at once.</summary>
    private const double AllShare = 0.06;

    /// <summary>How often what is done most is done.</summary>
    private const double OftenShare = 0.7;

    /// <summary>The first processes need a moment to start.</summary>
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(4);

    /// <param name="seed">The seed.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="often">What is done most; null: some of everything.</param>
    public static IEnumerable<Disturbance> Of(int seed, TimeSpan length, DisturbanceKind? often = null)
    {
        var random = new Random(seed);
        for (var at = _first; at < length; at += Seconds(random, 0.5, 3))
        {
            var role = random.NextDouble() < 0.25 ? Role.Api : Role.Worker;
            var count = role == Role.Api ? Apis : Workers;
            var kind = often is { } most && random.NextDouble() < OftenShare ? most : KindOf(random.NextDouble());
            var lasting = LengthOf(random, isLong: kind == often);
            var one = new Disturbance(at, kind, role, random.Next(count), lasting)
            {
                Jump = TimeSpan.FromHours((random.NextDouble() * 48) - 24),
                Faults = FaultsOf(random),
            };
            if (random.NextDouble() >= AllShare)
            {
                yield return one;
                continue;
            }

            for (var number = 0; number < count; number++)
            {
                yield return one with
                {
                    Number = number,
                };
            }
        }
    }

    private static DisturbanceKind KindOf(double share) =>
        share switch
        {
            < 0.30 => DisturbanceKind.Kill,
            < 0.55 => DisturbanceKind.Pause,
            < 0.70 => DisturbanceKind.Terminate,
            < 0.80 => DisturbanceKind.Jump,
            _ => DisturbanceKind.Faults,
        };

    /// <summary>Shorter than a lease as often as longer; or, if it shall be, long enough for others to take over.</summary>
    private static TimeSpan LengthOf(Random random, bool isLong)
    {
        var lease = ChaosJobs.Lease.TotalSeconds;
        return isLong ? Seconds(random, lease * 1.7, lease * 3)
            : random.NextDouble() < 0.5 ? Seconds(random, 0.2, lease)
            : Seconds(random, lease, lease * 2.5);
    }

    /// <summary>Now and then nothing works at all, else it works mostly.</summary>
    private static JobFaultRates FaultsOf(Random random) =>
        random.NextDouble() < 0.25
            ? new JobFaultRates { Fail = 1 }
            : new JobFaultRates
            {
                Fail = random.NextDouble() * 0.3,
                Cut = random.NextDouble() * 0.3,
                Delay = random.NextDouble() * 0.4,
                MaxDelay = Seconds(random, 0.1, 2),
            };

    private static TimeSpan Seconds(Random random, double from, double to) =>
        TimeSpan.FromSeconds(from + ((to - from) * random.NextDouble()));
}
