namespace Extensions.Jobs.Mvc;

/// <summary>Counts the requests that are held open at once, in all and of each named owner, and keeps both within bounds.</summary>
internal sealed class HeldRequests(int max, int maxPerOwner)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byOwner = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>How many one named owner may hold.</summary>
    public int MaxPerOwner => maxPerOwner;

    /// <summary>Begins one more, which ends when it is disposed; null: there is no room.</summary>
    /// <param name="owner">The owner; empty: anonymous, of whom only the number in all counts.</param>
    /// <param name="isOwnersLimit">Whether it is this owner that has too many.</param>
    public IDisposable? TryBegin(string owner, out bool isOwnersLimit)
    {
        lock (_gate)
        {
            var owners = _byOwner.GetValueOrDefault(owner);
            isOwnersLimit = owner.Length > 0 && owners >= maxPerOwner;
            if (isOwnersLimit || _all >= max)
            {
                return null;
            }

            _all++;
            _byOwner[owner] = owners + 1;
            return new Held(this, owner);
        }
    }

    private void End(string owner)
    {
        lock (_gate)
        {
            _all--;
            var left = _byOwner[owner] - 1;
            if (left == 0)
            {
                _byOwner.Remove(owner);
            }
            else
            {
                _byOwner[owner] = left;
            }
        }
    }

    private sealed class Held(HeldRequests all, string owner) : IDisposable
    {
        private int _isEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) == 0)
            {
                all.End(owner);
            }
        }
    }
}
