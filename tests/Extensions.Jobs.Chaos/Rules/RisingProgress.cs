namespace Extensions.Jobs.Chaos;

internal sealed class RisingProgress : IRule
{
    public string Promise => "progress never falls within an attempt";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [.. evidence.Jobs.Values.SelectMany(InStore), .. evidence.Jobs.Values.SelectMany(OverHttp)];

    private static IEnumerable<Violation> InStore(JobStory job) =>
        from step in job.Steps
        let before = step.Before.Job
        let after = step.After.Job
        where after.Claim == before.Claim && after.State != JobState.Queued && after.Progress < before.Progress
        select new Violation(
            job.Id,
            $"fell from {before.Progress} % in version {before.Version} to {after.Progress} % in {after.Version}"
        );

    private static IEnumerable<Violation> OverHttp(JobStory job) =>
        from attempt in job
            .Answers.Where(answer => answer is { Started: not null, Progress: not null })
            .GroupBy(answer => answer.Started)
        from pair in attempt.Zip(attempt.Skip(1))
        where pair.First.At <= pair.Second.Sent && pair.Second.Progress < pair.First.Progress
        select new Violation(job.Id, $"its client saw {pair.First.Progress} %, and then {pair.Second.Progress} %");
}
