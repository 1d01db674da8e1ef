namespace Extensions.Jobs.Chaos;

internal sealed class BoundedTimes : IRule
{
    public string Promise => "what has a bound keeps it, with slack for the machine";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from measure in Measures.All(evidence)
        from sample in measure.Samples
        where sample.Time > measure.Limit
        select new Violation(
            sample.Where,
            FormattableString.Invariant(
                $"{measure.Name}: {sample.Time.TotalSeconds:0.0} s, and {measure.Limit.TotalSeconds:0.0} s were allowed"
            )
        );
}
