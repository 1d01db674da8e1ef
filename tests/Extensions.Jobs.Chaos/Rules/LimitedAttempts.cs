namespace Extensions.Jobs.Chaos;

internal sealed class LimitedAttempts : IRule
{
    public string Promise => "no job is started more often than its limit";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Jobs.Values.SelectMany(Check);

    private static IEnumerable<Violation> Check(JobStory job)
    {
        if (job.Versions.FirstOrDefault(known => known.Job.Attempt > ChaosJobs.MaxAttempts) is { } above)
        {
            yield return new Violation(job.Id, $"is in attempt {above.Job.Attempt} in version {above.Version}");
        }

        // A later header names the claim, also where its own answer was lost.
        var claims = job.Versions.Select(known => known.Job.Claim).Where(claim => claim > 0).ToHashSet();
        claims.ExceptWith(
            job.Saves.Where(save => save is { MayBeSaved: true, Job.State: JobState.Queued, Job.HandBacks: > 0 })
                .Select(save => save.Job.Claim)
        );
        if (claims.Count > ChaosJobs.MaxAttempts)
        {
            yield return new Violation(job.Id, $"was claimed {claims.Count} times without being handed back");
        }
    }
}
