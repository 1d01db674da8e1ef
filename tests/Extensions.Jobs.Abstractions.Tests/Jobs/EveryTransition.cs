namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Every transition, with every end that a run can have, by name.</summary>
internal static class EveryTransition
{
    /// <summary>When the longest retention of <see cref="JobStory.Policy"/> has passed.</summary>
    private static readonly TimeSpan _retention = TimeSpan.FromDays(3);

    private static readonly Dictionary<string, Func<JobHeader, DateTimeOffset, JobUpdate?>> _transitions = new()
    {
        ["claim"] = (job, now) => JobTransitions.Claim(job, "node-2", now),
        ["estimate"] = (job, now) => JobTransitions.Estimate(job, job.Claim, TimeSpan.FromMinutes(9), now),
        ["report"] = (job, now) => JobTransitions.Report(job, job.Claim, new JobReport(60, "three of five"), now),
        ["succeed"] = (job, now) => End(job, new JobEnd.Succeeded(JobStory.Output), now),
        ["succeed-0"] = (job, now) => End(job, new JobEnd.Succeeded(null), now),
        ["succeed-c"] = (job, now) => End(job, new JobEnd.Succeeded(JobStory.Output, HasCleanup: true), now),
        ["fail"] = (job, now) => End(job, new JobEnd.Failed(JobStory.Error), now),
        ["retry"] = (job, now) => End(job, new JobEnd.Retry(JobStory.Error, TimeSpan.FromSeconds(5)), now),
        ["stop"] = (job, now) => End(job, new JobEnd.Cancelled(JobStory.Error), now),
        ["lose"] = (job, now) => End(job, new JobEnd.LeaseLost(), now),
        ["give back"] = (job, now) => End(job, new JobEnd.HandedBack(), now),
        ["recover"] = (job, now) => JobTransitions.Recover(job, JobStory.Policy, now),
        ["cancel"] = (job, now) => JobTransitions.RequestCancel(job, JobStory.Policy, now),
        ["delete"] = (job, now) => JobTransitions.RequestDelete(job, JobStory.Policy, now),
        ["expire"] = (job, now) => JobTransitions.Expire(job, JobStory.Policy, now + _retention),
        ["too early"] = (job, now) => JobTransitions.Expire(job, JobStory.Policy, now),
        ["free output"] = (job, now) => JobTransitions.DeleteOutput(job, now),
        ["clean up"] = (job, now) => JobTransitions.BeginCleanup(job, TimeSpan.FromMinutes(1), now),
        ["cleaned up"] = (job, now) => JobTransitions.DropOutput(job, now),
    };

    public static IReadOnlyCollection<string> Names => _transitions.Keys;

    /// <summary>When the named transition takes place, if it is asked now.</summary>
    public static DateTimeOffset TimeOf(string name, DateTimeOffset now) => name == "expire" ? now + _retention : now;

    public static JobUpdate? Apply(string name, JobHeader job, DateTimeOffset now) => _transitions[name](job, now);

    private static JobUpdate? End(JobHeader job, JobEnd end, DateTimeOffset now) =>
        JobTransitions.End(job, job.Claim, end, JobStory.Policy, now);
}
