namespace Extensions.Jobs.Testing;

/// <summary>
/// The fate of each call as a function of seed, member, number and rates alone: the same seed gives the same fates, in whatever order
/// threads make their calls.
/// </summary>
internal sealed class SeededFaults(int seed, TimeProvider time)
{
    public JobFault? Of(JobStoreCall call, long number, JobFaultRates rates)
    {
        var roll = Roll(call, number, salt: 0);
        if (roll < rates.Fail)
        {
            return JobFault.Fail;
        }

        if (roll < rates.Fail + rates.Cut)
        {
            return JobFault.Cut;
        }

        return roll < rates.Fail + rates.Cut + rates.Delay
            ? JobFault.Delay(rates.MaxDelay * Roll(call, number, salt: 1), time)
            : null;
    }

    // SplitMix64: nearby seeds and numbers give unrelated results.
    private double Roll(JobStoreCall call, long number, int salt)
    {
        var mixed = Mix(Mix(Mix((ulong)seed) + (ulong)((int)call * 2) + (ulong)salt) + (ulong)number);
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
