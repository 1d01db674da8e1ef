using System.Data.Common;
using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>A store in memory into whose calls a test may step: before, after, instead.</summary>
internal sealed class ScriptedRepository(InMemoryJobStore store) : IJobRepository
{
    private readonly InMemoryJobRepository _inner = new(store);

    public InMemoryJobStore Store => store;

    /// <summary>The store itself, past all that the test has set.</summary>
    public IJobRepository Inner => _inner;

    public Func<Func<Task<JobAdded>>, Task<JobAdded>> Adding { get; set; } = static add => add();

    public Func<JobUpdate, Func<Task<bool>>, Task<bool>> Updating { get; set; } = static (_, update) => update();

    public Func<JobQuery, Func<Task<JobPage>>, Task<JobPage>> Querying { get; set; } = static (_, query) => query();

    public Func<CancellationToken, Func<Task<IReadOnlyList<Job>>>, Task<IReadOnlyList<Job>>> Finding { get; set; } =
        static (_, find) => find();

    public Func<JobNode, Func<Task<NodeBeat>>, Task<NodeBeat>> Beating { get; set; } = static (_, beat) => beat();

    public Func<Func<Task<IReadOnlyList<JobCounts>>>, Task<IReadOnlyList<JobCounts>>> Counting { get; set; } =
        static count => count();

    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) => Adding(() => _inner.AddAsync(job, limits, transaction, cancellationToken));

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) => Finding(cancellationToken, () => _inner.FindAsync(ids, parts, cancellationToken));

    public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        Updating(update, () => _inner.TryUpdateAsync(update, cancellationToken));

    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        Querying(query, () => _inner.QueryAsync(query, cancellationToken));

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) => Counting(() => _inner.CountAsync(names, before, cancellationToken));

    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        _inner.PurgeAsync(before, max, cancellationToken);

    public Task<NodeBeat> BeatAsync(JobNode node, IReadOnlyList<JobNode> silent, CancellationToken cancellationToken) =>
        Beating(node, () => _inner.BeatAsync(node, silent, cancellationToken));
}
