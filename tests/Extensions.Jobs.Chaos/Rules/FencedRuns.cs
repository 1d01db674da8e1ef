namespace Extensions.Jobs.Chaos;

internal sealed class FencedRuns : IRule
{
    public string Promise => "no run saves anything after its job was recovered or claimed again";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [.. evidence.Jobs.Values.SelectMany(LateWrites), .. evidence.Jobs.Values.SelectMany(Strangers)];

    private static IEnumerable<Violation> LateWrites(JobStory job) =>
        from step in job.Steps
        let before = step.Before.Job
        let after = step.After.Job
        where after.Claim < before.Claim || (after.Version == before.Version + 1 && IsLate(before, after))
        select new Violation(
            job.Id,
            $"{step.After.By} saved version {after.Version} ({after.State}) for claim {after.Claim} over {before.State} with "
                + $"claim {before.Claim}"
        );

    /// <summary>Written for a run, while the job was held by none or by another.</summary>
    private static bool IsLate(Snapshot before, Snapshot after)
    {
        var isOfRun = after.State switch
        {
            JobState.Running => after.Claim != after.Version,
            JobState.Queued => true,
            JobState.Succeeded or JobState.Failed => !before.IsFinal,
            _ => false,
        };
        return isOfRun && !(before.State == JobState.Running && before.Claim == after.Claim);
    }

    /// <summary>What was saved for one claim names one run alone, and no run writes for two.</summary>
    private static IEnumerable<Violation> Strangers(JobStory job)
    {
        var named = job
            .Versions.SelectMany(known => Names(known).Select(run => (known.Job.Claim, Run: run)))
            .Distinct()
            .ToArray();
        foreach (var claim in named.GroupBy(pair => pair.Claim).Where(runs => runs.Count() > 1))
        {
            yield return new Violation(job.Id, $"{claim.Count()} runs have saved something for claim {claim.Key}");
        }

        foreach (var run in named.GroupBy(pair => pair.Run).Where(claims => claims.Count() > 1))
        {
            yield return new Violation(
                job.Id,
                $"one run has saved something for the claims {string.Join(", ", run.Select(pair => pair.Claim))}"
            );
        }
    }

    private static IEnumerable<string> Names(Known known) =>
        new[]
        {
            known.Job.Message,
            known.Run,
            Enum.TryParse<Ending>(known.Job.ErrorTitle, out _) ? known.Job.ErrorDetail : null,
        }.OfType<string>();
}
