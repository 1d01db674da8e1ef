namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>A job in every situation that its life can bring, each reached by transitions alone.</summary>
internal static class EveryJob
{
    private static readonly Dictionary<string, JobHeader> _jobs = new()
    {
        ["queued"] = JobStory.Queued(),
        ["queued, due later"] = JobStory.Queued(JobStory.Later),
        ["queued, retry later"] = JobStory.Running().Ended(new JobEnd.Retry(JobStory.Error, TimeSpan.FromHours(2))),
        ["queued, handed back"] = JobStory.Running().Ended(new JobEnd.HandedBack()),
        ["running"] = JobStory.Running(),
        ["running, last attempt"] = JobStory.Queued().Claimed().LeaseLost(2).Reported(),
        ["running, handed back 10 times"] = JobStory.Queued().Claimed().HandedBack(10),
        ["running, the same, last attempt"] = JobStory.Queued().Claimed().LeaseLost(2).HandedBack(10),
        ["running, cancel asked"] = JobStory.Running().CancelAsked(),
        ["running, delete asked"] = JobStory.Running().DeleteAsked(),
        ["running, both asked"] = JobStory.Running().CancelAsked().DeleteAsked(),
        ["succeeded"] = JobStory.Running().Succeeded(),
        ["succeeded, no output"] = JobStory.Running().Ended(new JobEnd.Succeeded(null)),
        ["succeeded, clean-up known"] = JobStory.Running().Succeeded(hasCleanup: true),
        ["succeeded, output deleted"] = JobStory.Running().Succeeded().OutputDeleted(),
        ["succeeded, clean-up owed"] = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted(),
        ["succeeded, clean-up begun"] = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted().CleanupBegun(),
        ["succeeded, cleaned up"] = JobStory.Running().Succeeded(hasCleanup: true).OutputDeleted().CleanedUp(),
        ["failed"] = JobStory.Running().Ended(new JobEnd.Failed(JobStory.Error)),
        ["cancelled"] = JobStory.Running().Ended(new JobEnd.Cancelled(JobStory.Error)),
        ["cancelled before it ran"] = JobStory.Queued().CancelAsked(),
        ["removed before it ran"] = JobStory.Queued().DeleteAsked(),
        ["removed as it ended"] = JobStory.Running().DeleteAsked().Succeeded(),
        ["removed, succeeded"] = JobStory.Running().Succeeded().DeleteAsked(),
        ["removed, failed"] = JobStory.Running().Ended(new JobEnd.Failed(JobStory.Error)).DeleteAsked(),
        ["removed, cancelled"] = JobStory.Queued().CancelAsked().DeleteAsked(),
        ["removed, expired"] = JobStory.Running().Succeeded().Expired(),
        ["removed, clean-up owed"] = JobStory.Running().Succeeded(hasCleanup: true).DeleteAsked(),
        ["removed, clean-up begun"] = JobStory.Running().Succeeded(hasCleanup: true).DeleteAsked().CleanupBegun(),
        ["removed, cleaned up"] = JobStory.Running().Succeeded(hasCleanup: true).DeleteAsked().CleanedUp(),
    };

    public static IReadOnlyCollection<string> Names => _jobs.Keys;

    public static JobHeader Named(string name) => _jobs[name];
}
