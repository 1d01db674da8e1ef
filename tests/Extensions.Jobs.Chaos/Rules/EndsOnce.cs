namespace Extensions.Jobs.Chaos;

internal sealed class EndsOnce : IRule
{
    public string Promise => "every accepted job reaches exactly one final state";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [
            .. evidence
                .Accepted.Where(job => job.Stored is { Header.IsFinal: false })
                .Select(job => new Violation(job.Id, $"is still {job.Stored!.Header.State} in the end")),
            .. evidence.Jobs.Values.SelectMany(Moves),
            .. evidence
                .Of<Unfinished>()
                .Select(unfinished => new Violation(
                    unfinished.Process,
                    $"waited {unfinished.Event.Seconds} s for all jobs to end and all clients to have their answers"
                )),
        ];

    private static IEnumerable<Violation> Moves(JobStory job) =>
        from step in job.Steps
        where step.Before.Job.IsFinal && step.After.Job.State != step.Before.Job.State
        select new Violation(
            job.Id,
            $"was {step.Before.Job.State} in version {step.Before.Version} and {step.After.Job.State} in "
                + $"{step.After.Version}, by {step.After.By}"
        );
}
