using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Passes everything on but what a bug changes.</summary>
internal abstract class RepositoryWrapper(IJobRepository inner) : IJobRepository
{
    protected IJobRepository Inner { get; } = inner;

    public Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    ) => Inner.AddAsync(job, limits, transaction, cancellationToken);

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) => Inner.FindAsync(ids, parts, cancellationToken);

    public abstract Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken);

    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        Inner.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) => Inner.CountAsync(names, before, cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        Inner.PurgeAsync(before, max, cancellationToken);

    public virtual Task<NodeBeat> BeatAsync(
        JobNode node,
        IReadOnlyList<JobNode> silent,
        CancellationToken cancellationToken
    ) => Inner.BeatAsync(node, silent, cancellationToken);
}
