namespace Extensions.Jobs;

/// <summary>
/// How long a run of one type usually takes: the median of its last five. It is there after the first, is not moved by one that
/// strays, and follows a lasting change after three. Thread-safe.
/// </summary>
internal sealed class TypicalDuration
{
    private const int Remembered = 5;

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _last = [];
    private int _oldest;

    /// <summary>Null: nothing has run yet.</summary>
    public TimeSpan? Value
    {
        get
        {
            lock (_gate)
            {
                return _last.Count == 0 ? null : _last.Order().ElementAt(_last.Count / 2);
            }
        }
    }

    public void Learn(TimeSpan duration)
    {
        lock (_gate)
        {
            if (_last.Count < Remembered)
            {
                _last.Add(duration);
                return;
            }

            _last[_oldest] = duration;
            _oldest = (_oldest + 1) % Remembered;
        }
    }
}
