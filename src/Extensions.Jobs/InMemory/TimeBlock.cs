namespace Extensions.Jobs.InMemory;

/// <summary>A job under a time, in ticks.</summary>
internal readonly record struct TimePlace(long Time, StoredJob Job);

/// <summary>A few neighbours of a <see cref="TimeIndex"/>, sorted, in an array that grows with them.</summary>
internal sealed class TimeBlock
{
    private const int MaxSize = 256;
    private TimePlace[] _places = new TimePlace[2];
    private int _start;

    public int Count { get; private set; }

    public bool IsFull => Count == MaxSize;

    public TimePlace Last => this[Count - 1];

    public TimePlace this[int index] => _places[_start + index];

    public void Insert(int index, TimePlace place)
    {
        if (_start + Count == _places.Length)
        {
            MakeRoom();
        }

        var at = _start + index;
        Array.Copy(_places, at, _places, at + 1, Count - index);
        _places[at] = place;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        if (index == 0)
        {
            _places[_start++] = default;
            return;
        }

        var at = _start + index;
        Array.Copy(_places, at + 1, _places, at, Count - index);
        _places[_start + Count] = default;
    }

    /// <summary>How many are at or before a time.</summary>
    public int CountTo(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Gives its upper half away.</summary>
    public TimeBlock Split()
    {
        var upper = new TimeBlock();
        upper.Take(this, MaxSize / 2);
        Array.Clear(_places, _start + (MaxSize / 2), Count - (MaxSize / 2));
        Count = MaxSize / 2;
        return upper;
    }

    /// <summary>Takes the next block in, if both are so empty that one will do for long.</summary>
    public bool TryTakeIn(TimeBlock next)
    {
        if (Count + next.Count > MaxSize / 4)
        {
            return false;
        }

        Take(next, 0);
        return true;
    }

    private void Take(TimeBlock other, int from)
    {
        var all = new TimePlace[MaxSize];
        Array.Copy(_places, _start, all, 0, Count);
        Array.Copy(other._places, other._start + from, all, Count, other.Count - from);
        Count += other.Count - from;
        (_places, _start) = (all, 0);
    }

    private void MakeRoom()
    {
        var target = Count < _places.Length ? _places : new TimePlace[Math.Min(Count * 2, MaxSize)];
        Array.Copy(_places, _start, target, 0, Count);
        if (target == _places)
        {
            Array.Clear(_places, Count, _start);
        }

        (_places, _start) = (target, 0);
    }
}
