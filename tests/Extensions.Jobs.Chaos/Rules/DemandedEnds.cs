namespace Extensions.Jobs.Chaos;

internal sealed class DemandedEnds : IRule
{
    public string Promise => "every job ends as its input and its client demand";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from job in evidence.Jobs.Values
        where job is { Submission: not null, Stored: { Header.IsFinal: true } }
        let wrong = WrongIn(job.Stored!.Header, job.Submission!.Work)
        where wrong is not null
        select new Violation(job.Id, wrong);

    private static string? WrongIn(JobHeader job, DigestRequest work) =>
        job switch
        {
            { State: JobState.Succeeded } => work.Ending != Ending.Succeeds ? "succeeded, which it could not"
            : job.Attempt <= work.FailingAttempts ? $"succeeded in attempt {job.Attempt}, which had to fail"
            : null,
            { State: JobState.Cancelled } => job.StopRequested || work.Ending == Ending.GivesUp
                ? null
                : "is cancelled, and nobody asked for that",
            { Error.Title: nameof(Ending.Fails) } when work.Ending == Ending.Fails => null,
            // Any job may be out of luck, but only after all its attempts.
            _ => job.Attempt >= ChaosJobs.MaxAttempts
                ? null
                : $"failed in attempt {job.Attempt} by '{job.Error?.Title}', which its input does not demand",
        };
}
