using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>
/// How many runs of each type this process has room for. A slot is taken until its worker has really returned, and the end of its
/// job is on the way to the store: the claim of the next can then go with the same commit, and never before it.
/// </summary>
internal sealed class JobSlots(JobCatalog catalog)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobType, int> _free = catalog
        .Types.Where(type => type.Work is not null)
        .ToDictionary(type => type, type => type.Options.MaxConcurrency);
    private CancellationTokenSource _opened = new();

    /// <summary>Whether this process runs anything at all.</summary>
    public bool Any => _free.Count > 0;

    /// <summary>What can be claimed now, and a token that is cancelled when a type that is full gets a free slot.</summary>
    public (IReadOnlyList<JobDemand> Demand, CancellationToken Opened) Demand()
    {
        lock (_gate)
        {
            if (_opened.IsCancellationRequested)
            {
                _opened = new CancellationTokenSource();
            }

            return ([.. _free.Select(pair => new JobDemand(pair.Key.Names, pair.Value))], _opened.Token);
        }
    }

    public TakenSlot Take(JobType type)
    {
        lock (_gate)
        {
            _free[type]--;
        }

        return new TakenSlot(this, type);
    }

    /// <summary>Called by <see cref="TakenSlot"/> alone.</summary>
    internal void Release(JobType type)
    {
        CancellationTokenSource? opened = null;
        lock (_gate)
        {
            if (_free[type]++ == 0)
            {
                opened = _opened;
            }
        }

        // Outside the lock, and off this thread: what waits for a claim goes on inside.
        _ = opened?.CancelAsync();
    }
}
