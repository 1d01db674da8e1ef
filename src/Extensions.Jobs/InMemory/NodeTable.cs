using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>The nodes, and the jobs that each runs.</summary>
internal sealed class NodeTable
{
    private static readonly TimeSpan _remembered = TimeSpan.FromDays(1);
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public bool IsLive(string? node) => node is not null && _rows.GetValueOrDefault(node) is { IsLive: true };

    /// <summary>Ends the silent nodes, then renews the node's own lease.</summary>
    /// <returns>Whether it was held.</returns>
    public bool Beat(JobNode node, IReadOnlyList<JobNode> silent, DateTimeOffset now)
    {
        foreach (var other in silent)
        {
            if (_rows.GetValueOrDefault(other.Id) is { IsLive: true } row && row.Node!.Beat == other.Beat)
            {
                row.Ended = now;
            }
        }

        if (node.Beat == 0 && !_rows.ContainsKey(node.Id))
        {
            _rows.Add(node.Id, new Row());
        }

        if (_rows.GetValueOrDefault(node.Id) is not { Ended: null } own)
        {
            return false;
        }

        own.Node = node;
        return true;
    }

    public IReadOnlyList<JobNode> Others(string id) =>
        [.. _rows.Values.Where(row => row.IsLive && row.Node!.Id != id).Select(row => row.Node!)];

    public void AddRunning(string? node, StoredJob job) => RowOf(node).Running.Add(job);

    public void RemoveRunning(string? node, StoredJob job) => RowOf(node).Running.Remove(job);

    public IEnumerable<StoredJob> RunningOn(string? node) =>
        node is not null && _rows.TryGetValue(node, out var row) ? row.Running : [];

    public IEnumerable<StoredJob> Orphaned() =>
        _rows.Values.Where(static row => !row.IsLive).SelectMany(static row => row.Running);

    /// <summary>Forgets nodes that ended more than a day before a time. One whose jobs nobody has taken yet stays.</summary>
    public void Purge(DateTimeOffset before)
    {
        foreach (var (id, row) in _rows)
        {
            if (row.Running.Count == 0 && row.Ended + _remembered < before)
            {
                _rows.Remove(id);
            }
        }
    }

    private Row RowOf(string? node)
    {
        if (!_rows.TryGetValue(node ?? "", out var row))
        {
            _rows.Add(node ?? "", row = new Row { Ended = DateTimeOffset.MinValue });
        }

        return row;
    }

    private sealed class Row
    {
        public JobNode? Node { get; set; }

        public DateTimeOffset? Ended { get; set; }

        public HashSet<StoredJob> Running { get; } = [];

        public bool IsLive => Ended is null;
    }
}
