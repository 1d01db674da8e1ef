using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>The queue of a store in memory, into whose calls a test may step.</summary>
internal sealed class ScriptedQueue(InMemoryJobStore store) : IJobQueue
{
    private readonly InMemoryJobQueue _inner = new(store);

    public Func<IReadOnlyList<JobHeader>, Func<Task>, Task> Enqueuing { get; set; } = static (_, enqueue) => enqueue();

    public Func<string, Func<Task<IReadOnlyList<Job>>>, Task<IReadOnlyList<Job>>> Claiming { get; set; } =
        static (_, claim) => claim();

    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
        Enqueuing(jobs, () => _inner.EnqueueAsync(jobs, cancellationToken));

    public Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    ) => Claiming(node, () => _inner.ClaimAsync(node, demand, cancellationToken));

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
        _inner.CountAsync(name, cancellationToken);
}
