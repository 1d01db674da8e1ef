using System.Collections.Concurrent;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>
/// What the live nodes together run, and how long it usually takes them: learned here, and heard from the others with their beats,
/// so that a process without workers knows it too.
/// </summary>
internal sealed class FleetWork(JobCatalog catalog)
{
    private readonly ConcurrentDictionary<JobType, TypicalDuration> _learned = new();
    private IReadOnlyList<JobNode> _others = [];

    /// <summary>What this process tells the others.</summary>
    public IReadOnlyDictionary<string, NodeWork> Own =>
        catalog
            .Types.Where(type => type.Work is not null)
            .SelectMany(type => type.Names.Select(name => (name, work: OwnOf(type))))
            .ToDictionary(pair => pair.name, pair => pair.work, StringComparer.Ordinal);

    public void Learn(JobType type, TimeSpan duration) =>
        _learned.GetOrAdd(type, static _ => new TypicalDuration()).Learn(duration);

    public void Hear(IReadOnlyList<JobNode> others) => Volatile.Write(ref _others, others);

    /// <summary>How many jobs of a type run at once at most, on all nodes.</summary>
    public int SlotsOf(JobType type) =>
        (type.Work is null ? 0 : type.Options.MaxConcurrency) + OthersOf(type).Sum(work => work.Slots);

    /// <summary>How long a run of a type usually takes: by what was learned here, else by the median of the others. Null: not known.</summary>
    public TimeSpan? TypicalOf(JobType type)
    {
        if (_learned.TryGetValue(type, out var learned))
        {
            return learned.Value;
        }

        var heard = OthersOf(type).Select(work => work.Typical).OfType<TimeSpan>().Order().ToArray();
        return heard.Length == 0 ? null : heard[heard.Length / 2];
    }

    private NodeWork OwnOf(JobType type) =>
        new(type.Options.MaxConcurrency, _learned.TryGetValue(type, out var learned) ? learned.Value : null);

    private IEnumerable<NodeWork> OthersOf(JobType type) =>
        Volatile
            .Read(ref _others)
            .Select(node => node.Names.TryGetValue(type.Name, out var work) ? work : null)
            .OfType<NodeWork>();
}
