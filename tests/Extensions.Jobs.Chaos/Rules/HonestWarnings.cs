namespace Extensions.Jobs.Chaos;

internal sealed class HonestWarnings : IRule
{
    public string Promise => "what a run reports is kept once, and nothing that none has reported";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from job in evidence.Jobs.Values
        where job.Stored is not null
        from warning in job.Stored!.Header.Issues.CountBy(issue => issue.Message)
        where warning.Value > 1 || job.Runs.All(run => run.Name != warning.Key)
        select new Violation(job.Id, $"has the warning {warning.Key} {warning.Value} times");
}
