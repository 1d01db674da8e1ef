namespace Extensions.Jobs.Chaos;

internal sealed class NothingLost : IRule
{
    public string Promise => "no job is unknown after a 202";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [
            .. evidence
                .Accepted.Where(job => job.Stored is null)
                .Select(job => new Violation(job.Id, "was accepted and is not in the store")),
            .. evidence.Jobs.Values.SelectMany(NotFound),
        ];

    private static IEnumerable<Violation> NotFound(JobStory job) =>
        from answer in job.Answers
        where answer is { Code: 404, Problem: not ("output-not-ready" or "output-unavailable") }
        select new Violation(job.Id, $"{answer.Ask} of {answer.Process} was answered 404 {answer.Problem}");
}
