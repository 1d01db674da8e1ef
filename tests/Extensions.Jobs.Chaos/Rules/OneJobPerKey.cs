namespace Extensions.Jobs.Chaos;

internal sealed class OneJobPerKey : IRule
{
    public string Promise => "one idempotency key makes one job";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from key in evidence
            .Jobs.Values.Where(job => job.Stored is not null || job.IsAccepted)
            .GroupBy(job => job.Stored?.Header.Key?.Value ?? job.Submission?.Key)
        where key.Key is not null && key.Count() > 1
        select new Violation(key.First().Id, $"shares the key {key.Key} with {key.Last().Id}");
}
