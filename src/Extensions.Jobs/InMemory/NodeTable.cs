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

        var own = _rows.GetValueOrDefault(node.Id);
        if (own is not { IsLive: true } && (node.Beat > 0 || own?.Node is not null))
        {
            return false;
        }

        RowOf(node.Id).Node = node;
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

    /// <summary>Forgets nodes that ended more than a day before a time. Their jobs are those of an unknown node then.</summary>
    public void Purge(DateTimeOffset before)
    {
        foreach (var (id, row) in _rows)
        {
            if (row.Ended + _remembered < before)
            {
                (row.Node, row.Ended) = (null, null);
            }

            if (row.Node is null && row.Running.Count == 0)
            {
                _rows.Remove(id);
            }
        }
    }

    private Row RowOf(string? node)
    {
        if (!_rows.TryGetValue(node ?? "", out var row))
        {
            _rows.Add(node ?? "", row = new Row());
        }

        return row;
    }

    private sealed class Row
    {
        /// <summary>Null: nothing is known of it but its jobs.</summary>
        public JobNode? Node { get; set; }

        public DateTimeOffset? Ended { get; set; }

        public HashSet<StoredJob> Running { get; } = [];

        public bool IsLive => Node is not null && Ended is null;
    }
}
