namespace Extensions.Jobs.Chaos;

/// <summary>A promise of the library, checked against the evidence of a run. It accuses only where the evidence is certain.</summary>
internal interface IRule
{
    /// <summary>The promise.</summary>
    string Promise { get; }

    IEnumerable<Violation> Check(Evidence evidence);
}

/// <summary>A broken promise.</summary>
/// <param name="Where">The job or process.</param>
/// <param name="What">What happened to it.</param>
internal sealed record Violation(string Where, string What);
