namespace Extensions.Jobs.Chaos;

internal sealed class LegalSteps : IRule
{
    public string Promise => "each version follows from the one before";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from job in evidence.Jobs.Values
        from step in job.Steps
        where step.After.Version == step.Before.Version + 1
        let wrong = WrongIn(step.Before.Job, step.After.Job)
        where wrong is not null
        select new Violation(
            job.Id,
            $"version {step.After.Version} ({step.After.Job.State}, by {step.After.By}) after {step.Before.Job.State}: {wrong}"
        );

    private static string? WrongIn(Snapshot before, Snapshot after) =>
        after.Claim == after.Version ? WrongInClaim(before, after)
        : before.CancelRequested is not null && after.CancelRequested is null ? "a request to cancel is forgotten"
        : before.DeleteRequested is not null && after.DeleteRequested is null ? "a request to delete is forgotten"
        : after.Claim != before.Claim || after.Node != before.Node ? "it is held by another, without a claim"
        : before.State == JobState.Running && after.State == JobState.Queued ? WrongInReturn(before, after)
        : after.Attempt != before.Attempt ? "the attempt changed without a claim"
        : after.State == JobState.Queued ? "a job that does not run is queued again"
        : null;

    private static string? WrongInClaim(Snapshot before, Snapshot after) =>
        before.State != JobState.Queued ? "what is not queued was claimed"
        : after.State != JobState.Running ? "a claim did not start it"
        : after.Attempt != before.Attempt + 1 ? "the claim did not count the attempt"
        : after.Progress is not null || after.Message is not null ? "it starts with the progress of an earlier attempt"
        : null;

    private static string? WrongInReturn(Snapshot before, Snapshot after) =>
        before.CancelRequested is not null || before.DeleteRequested is not null ? "it was asked to stop, and goes on"
        : after.HandBacks > before.HandBacks
            ? (after.Attempt == before.Attempt - 1 ? null : "a hand-back did not give the attempt back")
        : after.Attempt != before.Attempt ? "the attempt changed without a claim"
        : after.Attempt >= ChaosJobs.MaxAttempts ? "no attempt was left"
        : null;
}
