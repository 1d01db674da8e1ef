using System.Collections.Concurrent;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>What a run of this process writes is also saved when its job was recovered, or claimed again.</summary>
internal sealed class UnfencedRepository(IJobRepository inner) : RepositoryWrapper(inner)
{
    private readonly ConcurrentDictionary<string, bool> _nodes = new(StringComparer.Ordinal);

    public override async Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        await Inner.TryUpdateAsync(update, cancellationToken)
        || (
            IsOfRunHere(update.Header)
            && await Inner.ForceAsync(
                update,
                found => found.Removed is null && !found.IsHeldBy(update.Header.Claim),
                cancellationToken
            )
        );

    public override Task<NodeBeat> BeatAsync(
        JobNode node,
        IReadOnlyList<JobNode> silent,
        CancellationToken cancellationToken
    )
    {
        _nodes[node.Id] = true;
        return base.BeatAsync(node, silent, cancellationToken);
    }

    private bool IsOfRunHere(JobHeader job) => job.Node is { } node && _nodes.ContainsKey(node);
}
