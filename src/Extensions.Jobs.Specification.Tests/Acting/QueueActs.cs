using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>What suites do with a queue.</summary>
internal static class QueueActs
{
    /// <summary>Adds a job and says that it is due, as a client does.</summary>
    public static async Task<Job> SubmitAsync(this JobStoreHandle store, Job job, CancellationToken cancellationToken)
    {
        await store.Repository.AddAsync(job, cancellationToken);
        await store.Queue.EnqueueAsync([job.Header], cancellationToken);
        return job;
    }

    /// <summary>Submits jobs one after the other.</summary>
    public static async Task SubmitAllAsync(
        this JobStoreHandle store,
        IEnumerable<Job> jobs,
        CancellationToken cancellationToken
    )
    {
        foreach (var job in jobs)
        {
            await store.SubmitAsync(job, cancellationToken);
        }
    }

    /// <summary>Claims one at a time, until so many are claimed.</summary>
    public static async Task<IReadOnlyList<string>> ClaimInTurnAsync(
        this IJobQueue queue,
        JobNode node,
        int count,
        CancellationToken cancellationToken
    )
    {
        var claimed = new List<string>();
        while (claimed.Count < count)
        {
            var jobs = await queue.ClaimAsync(node.Id, [Sample.Demand(1)], cancellationToken);
            claimed.Add(Assert.Single(jobs).Header.Id);
        }

        return claimed;
    }

    /// <summary>Claims until so many are claimed; a broker hands out what has arrived.</summary>
    public static async Task<IReadOnlyList<Job>> ClaimAllAsync(
        this IJobQueue queue,
        JobNode node,
        int count,
        CancellationToken cancellationToken
    )
    {
        var claimed = new List<Job>();
        while (claimed.Count < count)
        {
            var jobs = await queue.ClaimAsync(node.Id, [Sample.Demand(count - claimed.Count)], cancellationToken);
            Assert.NotEmpty(jobs);
            claimed.AddRange(jobs);
        }

        return claimed;
    }
}
