namespace Extensions.Jobs.Chaos;

/// <summary>Makes many seeds of one, the same ones each time.</summary>
internal static class Seeds
{
    public static int Of(int seed, params ReadOnlySpan<int> path)
    {
        // FNV-1a; the platform's own hash differs from process to process.
        var mixed = 2166136261u ^ (uint)seed;
        foreach (var step in path)
        {
            mixed = (mixed * 16777619u) ^ (uint)step;
            mixed ^= mixed >> 15;
        }

        return (int)(mixed & int.MaxValue);
    }
}
