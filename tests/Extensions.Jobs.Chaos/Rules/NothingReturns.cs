namespace Extensions.Jobs.Chaos;

internal sealed class NothingReturns : IRule
{
    public string Promise => "no deleted job comes back";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [
            .. evidence.Jobs.Values.SelectMany(InStore),
            .. evidence.Jobs.Values.SelectMany(OverHttp),
            .. evidence
                .Jobs.Values.Where(job => job.Stored is { Header.Removed: null } && job.Answers.Any(IsDeletion))
                .Select(job => new Violation(job.Id, "its deletion was accepted, and it is still there in the end")),
        ];

    private static IEnumerable<Violation> InStore(JobStory job) =>
        from step in job.Steps
        where step.Before.Job.Removed is not null && step.After.Job.Removed is null
        select new Violation(
            job.Id,
            $"was removed in version {step.Before.Version}, and is {step.After.Job.State} in {step.After.Version}, by {step.After.By}"
        );

    private static IEnumerable<Violation> OverHttp(JobStory job)
    {
        if (job.Answers.FirstOrDefault(IsGone) is not { } gone)
        {
            yield break;
        }

        foreach (var answer in job.Answers.Where(answer => answer.Sent >= gone.At))
        {
            if (answer is { Ask: Ask.Status or Ask.Output, Code: 200 or 303 })
            {
                yield return new Violation(
                    job.Id,
                    $"{answer.Ask} was answered {answer.Code} after {gone.Ask} had been answered {gone.Code}"
                );
            }
        }
    }

    private static bool IsDeletion(JobAnswered answer) => answer is { Ask: Ask.Delete, Code: 202 or 204 };

    private static bool IsGone(JobAnswered answer) =>
        answer is { Ask: Ask.Delete, Code: 204 } or { Ask: Ask.Status, Code: 410 };
}
