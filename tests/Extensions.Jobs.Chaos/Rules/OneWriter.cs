namespace Extensions.Jobs.Chaos;

internal sealed class OneWriter : IRule
{
    public string Promise => "each version is saved once, and what was saved is in the store";

    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Jobs.Values.SelectMany(Check);

    private static IEnumerable<Violation> Check(JobStory job)
    {
        var writers = job
            .Adds.Concat(job.Saves)
            .Where(write => write.IsSaved)
            .Select(write => (write.Job, write.Process))
            .Concat(job.Claims.Select(claim => (claim.Claim.Job, claim.Process)))
            // Adding the same job again answers "added" and makes nothing.
            .Where(write => write.Job.Version > 1)
            .ToArray();
        foreach (var twice in writers.GroupBy(write => write.Job.Version).Where(version => version.Count() > 1))
        {
            yield return new Violation(
                job.Id,
                $"version {twice.Key} was saved by {string.Join(" and by ", twice.Select(write => write.Process))}"
            );
        }

        var stored = job.Stored is { } found ? Snapshot.Of(found.Header) : null;
        foreach (var (saved, process) in writers)
        {
            if (
                stored is null
                || saved.Version > stored.Version
                || (saved.Version == stored.Version && saved != stored)
            )
            {
                yield return new Violation(
                    job.Id,
                    $"{process} saved version {saved.Version} ({saved.State}), and the store has version {stored?.Version}"
                );
            }
        }
    }
}
