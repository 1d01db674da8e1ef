using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>What suites do as a node.</summary>
internal static class NodeActs
{
    /// <summary>The store's time. A node that never joined asks for it, and leaves no trace.</summary>
    public static async Task<DateTimeOffset> NowAsync(
        this IJobRepository repository,
        CancellationToken cancellationToken
    ) => (await repository.BeatAsync(Sample.Node("passer-by", 1), [], cancellationToken)).Now;

    /// <summary>Joins with beat 0.</summary>
    public static async Task<JobNode> JoinAsync(
        this IJobRepository repository,
        string id,
        CancellationToken cancellationToken
    )
    {
        var node = Sample.Node(id, 0);
        Assert.True((await repository.BeatAsync(node, [], cancellationToken)).Held, "A new node was not taken in.");
        return node;
    }

    /// <summary>Ends a node, as another one that has not seen it move.</summary>
    public static async Task EndAsync(
        this IJobRepository repository,
        JobNode node,
        CancellationToken cancellationToken
    ) => await repository.BeatAsync(Sample.Node("watcher", 1), [node], cancellationToken);

    /// <summary>Claims a job for a node through the repository, as the queue of a broker does.</summary>
    public static Task<JobHeader> StartAsync(
        this IJobRepository repository,
        JobHeader job,
        JobNode node,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => repository.SaveAsync(JobTransitions.Claim(job, node.Id, now), cancellationToken);

    /// <summary>Adds a job and starts it.</summary>
    public static async Task<JobHeader> AddRunningAsync(
        this IJobRepository repository,
        JobNode node,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var job = await repository.AddNewAsync(now, null, cancellationToken);
        return await repository.StartAsync(job.Header, node, now, cancellationToken);
    }

    /// <summary>Adds a job, starts it and ends it.</summary>
    public static async Task<JobHeader> AddEndedAsync(
        this IJobRepository repository,
        JobNode node,
        JobEnd end,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var job = await repository.AddRunningAsync(node, now, cancellationToken);
        return await repository.SaveAsync(
            JobTransitions.End(job, job.Claim, end, Sample.Policy, now),
            cancellationToken
        );
    }
}
