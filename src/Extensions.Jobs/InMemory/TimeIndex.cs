using System.Diagnostics;

namespace Extensions.Jobs.InMemory;

/// <summary>
/// Jobs in the order of a time. Blocks of a sorted list, not a tree: sixteen bytes a job, and what a queue does most, adding at
/// the end and taking from the front, touches one block.
/// </summary>
/// <param name="ties">Orders jobs of one time, by something that never changes.</param>
internal sealed class TimeIndex(IComparer<StoredJob> ties)
{
    private readonly List<TimeBlock> _blocks = [];

    public int Count { get; private set; }

    /// <summary>The first job with its time.</summary>
    public (DateTimeOffset Time, StoredJob Job)? First => Count == 0 ? null : Read(_blocks[0][0]);

    public void Add(DateTimeOffset time, StoredJob job)
    {
        var place = new TimePlace(time.UtcTicks, job);
        var at = Math.Min(BlockOf(place), _blocks.Count - 1);
        if (at < 0 || (_blocks[at].IsFull && at == _blocks.Count - 1 && Compare(_blocks[at].Last, place) < 0))
        {
            _blocks.Add(new TimeBlock());
            at = _blocks.Count - 1;
        }
        else if (_blocks[at].IsFull)
        {
            _blocks.Insert(at + 1, _blocks[at].Split());
            at += Compare(_blocks[at].Last, place) < 0 ? 1 : 0;
        }

        _blocks[at].Insert(PositionIn(_blocks[at], place), place);
        Count++;
    }

    public void Remove(DateTimeOffset time, StoredJob job)
    {
        var place = new TimePlace(time.UtcTicks, job);
        var at = BlockOf(place);
        var position = PositionIn(_blocks[at], place);
        Debug.Assert(_blocks[at][position].Job == job, "The index has lost a job.");
        _blocks[at].RemoveAt(position);
        Count--;
        if (_blocks[at].Count == 0)
        {
            _blocks.RemoveAt(at);
        }
        else if (at + 1 < _blocks.Count && _blocks[at].TryTakeIn(_blocks[at + 1]))
        {
            _blocks.RemoveAt(at + 1);
        }
    }

    /// <summary>How many are at or before a time.</summary>
    public int CountTo(DateTimeOffset time)
    {
        var count = 0;
        foreach (var block in _blocks)
        {
            if (block.Last.Time > time.UtcTicks)
            {
                return count + block.CountTo(time.UtcTicks);
            }

            count += block.Count;
        }

        return count;
    }

    /// <summary>Those at or before a time, oldest first.</summary>
    public IEnumerable<(DateTimeOffset Time, StoredJob Job)> Ascending(DateTimeOffset to)
    {
        foreach (var block in _blocks)
        {
            for (var i = 0; i < block.Count; i++)
            {
                if (block[i].Time > to.UtcTicks)
                {
                    yield break;
                }

                yield return Read(block[i]);
            }
        }
    }

    /// <summary>Those at or before a time, newest first.</summary>
    public IEnumerable<(DateTimeOffset Time, StoredJob Job)> Descending(DateTimeOffset from)
    {
        for (var at = _blocks.Count - 1; at >= 0; at--)
        {
            var block = _blocks[at];
            for (var i = block.CountTo(from.UtcTicks) - 1; i >= 0; i--)
            {
                yield return Read(block[i]);
            }
        }
    }

    private static (DateTimeOffset Time, StoredJob Job) Read(TimePlace place) =>
        (new DateTimeOffset(place.Time, TimeSpan.Zero), place.Job);

    /// <summary>The first block that ends at this place or behind it; the number of blocks, if none does.</summary>
    private int BlockOf(TimePlace place)
    {
        if (_blocks.Count > 0 && Compare(_blocks[0].Last, place) >= 0)
        {
            return 0;
        }

        var (low, high) = (0, _blocks.Count);
        if (high > 0 && Compare(_blocks[high - 1].Last, place) < 0)
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(_blocks[middle].Last, place) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int PositionIn(TimeBlock block, TimePlace place)
    {
        var (low, high) = (0, block.Count);
        if (high > 0 && Compare(block.Last, place) < 0)
        {
            return high;
        }

        if (high > 0 && block[0].Job == place.Job)
        {
            return 0;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(block[middle], place) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int Compare(TimePlace left, TimePlace right) =>
        left.Time != right.Time ? left.Time.CompareTo(right.Time) : ties.Compare(left.Job, right.Job);
}
