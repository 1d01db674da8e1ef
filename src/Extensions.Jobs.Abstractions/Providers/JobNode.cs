namespace Extensions.Jobs.Providers;

/// <summary>A running process, as the others see it.</summary>
/// <param name="Id">Its id, new at each start and after each lost lease.</param>
/// <param name="Beat">Counts its beats, from 0.</param>
/// <param name="Names">The names of jobs that it runs, with what it has learned of them. None: it only accepts jobs.</param>
public sealed record JobNode(string Id, long Beat, IReadOnlyDictionary<string, NodeWork> Names);

/// <summary>What a node knows of a name that it runs.</summary>
/// <param name="Slots">How many jobs of it the node runs at once.</param>
/// <param name="Typical">How long one usually takes; null: not known yet.</param>
public sealed record NodeWork(int Slots, TimeSpan? Typical);

/// <summary>What a node hears when it renews its lease.</summary>
/// <param name="Held">Whether the lease was held and is renewed. If not, the node has ended: its jobs are others' now.</param>
/// <param name="Now">The store's time.</param>
/// <param name="Others">The other live nodes.</param>
/// <param name="Requested">Ids of the node's running jobs that were asked to stop.</param>
public sealed record NodeBeat(
    bool Held,
    DateTimeOffset Now,
    IReadOnlyList<JobNode> Others,
    IReadOnlyList<string> Requested
);
