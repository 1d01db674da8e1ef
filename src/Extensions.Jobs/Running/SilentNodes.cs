using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>Which other nodes have not moved for a lease, by this process's own monotonic clock.</summary>
internal sealed class SilentNodes(TimeProvider time, TimeSpan lease)
{
    private Dictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);

    /// <summary>Takes over what a beat has answered.</summary>
    public void Saw(IReadOnlyList<JobNode> nodes)
    {
        var now = time.GetTimestamp();
        var sightings = new Dictionary<string, Sighting>(nodes.Count, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            sightings[node.Id] =
                _sightings.TryGetValue(node.Id, out var last) && last.Node.Beat == node.Beat
                    ? last
                    : new Sighting(node, now);
        }

        _sightings = sightings;
    }

    /// <summary>The nodes to be ended, each with the beat at which it stands still.</summary>
    public IEnumerable<JobNode> All =>
        _sightings
            .Values.Where(sighting => time.GetElapsedTime(sighting.Since) >= lease)
            .Select(sighting => sighting.Node);

    private readonly record struct Sighting(JobNode Node, long Since);
}
