namespace Extensions.Jobs.Chaos;

/// <summary>How long something took, many times.</summary>
/// <param name="Name">What.</param>
/// <param name="Limit">How long it may take, on a machine that has other work too.</param>
/// <param name="Samples">How long it took, and where.</param>
internal sealed record Measure(string Name, TimeSpan Limit, IReadOnlyList<(string Where, TimeSpan Time)> Samples)
{
    public override string ToString()
    {
        if (Samples.Count == 0)
        {
            return $"{Name}: never";
        }

        var times = Samples.Select(sample => sample.Time).Order().ToArray();
        return FormattableString.Invariant(
            $"{Name}: median {times[times.Length / 2].TotalSeconds:0.00} s, worst {times[^1].TotalSeconds:0.00} s (of {times.Length})"
        );
    }
}
