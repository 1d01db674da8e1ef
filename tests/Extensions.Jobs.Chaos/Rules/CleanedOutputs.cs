namespace Extensions.Jobs.Chaos;

internal sealed class CleanedOutputs : IRule
{
    public string Promise => "what an output left elsewhere is cleaned up before its payloads are dropped";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [
            .. evidence.Jobs.Values.SelectMany(TooEarly),
            .. evidence
                .Jobs.Values.Where(job =>
                    job.Stored is { Header: { HasCleanup: true, CleanupDue: null } } && IsDeleted(job)
                )
                .Select(job => new Violation(job.Id, "has lost its output, and owes no clean-up")),
            .. evidence
                .Jobs.Values.Where(job => job.Stored is { Header.CleanupDue: not null, Input.Length: 0 })
                .Select(job => new Violation(job.Id, "owes a clean-up, and has lost its input")),
        ];

    private static IEnumerable<Violation> TooEarly(JobStory job) =>
        from step in job.Steps
        where step.Before.Job.HasCleanup && step.After.By is not null
        where !step.After.Job.HasCleanup || step.After.Payloads is JobPayloads.DropOutput or JobPayloads.DropAll
        where !job.Cleanings.Any(cleaned => cleaned.At <= step.After.TriedAt)
        select new Violation(job.Id, $"lost its payloads in version {step.After.Version} without a clean-up");

    private static bool IsDeleted(JobStory job) =>
        job.Stored!.Header is { Removed: not null } or { Output: JobOutputState.Deleted };
}
