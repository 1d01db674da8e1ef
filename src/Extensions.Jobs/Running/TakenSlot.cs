namespace Extensions.Jobs;

/// <summary>The slot of one run, freed once. Thread-safe.</summary>
internal sealed class TakenSlot(JobSlots slots, JobType type)
{
    private bool _isFree;

    public void Free()
    {
        if (!Interlocked.Exchange(ref _isFree, true))
        {
            slots.Release(type);
        }
    }
}
