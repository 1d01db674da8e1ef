namespace Extensions.Jobs.Chaos;

/// <summary>
/// Finds out which versions of a job there were. A write that its process did not live to see answered was perhaps saved, and a claim
/// that was answered to nobody is in no log: what is not certain is left out, so that no rule accuses an innocent.
/// </summary>
internal static class JobVersions
{
    public static IReadOnlyList<Known> Resolve(JobStory job)
    {
        var known = new SortedDictionary<long, Known>();
        foreach (var write in job.Adds.Concat(job.Saves).Where(write => write.IsSaved))
        {
            known.TryAdd(write.Job.Version, Of(write));
        }

        foreach (var (process, claim) in job.Claims)
        {
            known.TryAdd(claim.Job.Version, new Known(claim.Job, process, claim.At) { TriedAt = claim.At });
        }

        if (job.Stored is { } stored)
        {
            // The one try to write it was the one that did, if nobody else's is known.
            var last = Snapshot.Of(stored.Header);
            var tries = Perhaps(job, last.Version).Where(write => write.Job == last).ToArray();
            known.TryAdd(last.Version, tries is [var only] ? Of(only) : new Known(last, null, long.MaxValue));
            AddLikely(job, known, last.Version);
        }

        return [.. known.Values];
    }

    /// <summary>
    /// A version that was replaced was written by somebody. If there was one try, and it was no claim, it was that one.
    /// </summary>
    private static void AddLikely(JobStory job, SortedDictionary<long, Known> known, long last)
    {
        for (var version = last - 1; version > 0; version--)
        {
            if (
                !known.ContainsKey(version)
                && known.TryGetValue(version + 1, out var next)
                && next.Job.Claim != version
                && Perhaps(job, version).ToArray() is [var only]
            )
            {
                known.Add(version, Of(only));
            }
        }
    }

    private static IEnumerable<Write> Perhaps(JobStory job, long version) =>
        job.Adds.Concat(job.Saves).Where(write => write.MayBeSaved && write.Job.Version == version);

    private static Known Of(Write write) =>
        new(write.Job, write.Process, write.EndedAt ?? write.TriedAt)
        {
            Run = write.Run,
            Payloads = write.Payloads,
            TriedAt = write.TriedAt,
        };
}
