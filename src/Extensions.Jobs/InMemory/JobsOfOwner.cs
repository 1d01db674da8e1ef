namespace Extensions.Jobs.InMemory;

/// <summary>The jobs of one name and one owner.</summary>
internal sealed class JobsOfOwner(string owner, JobsOfName ofName)
{
    private readonly Dictionary<string, StoredJob> _byKey = new(0);

    public string Owner => owner;

    public JobsOfName OfName => ofName;

    public JobListing Listing { get; } = new();

    public int Unfinished => Listing.CountOf(JobState.Queued) + Listing.CountOf(JobState.Running);

    /// <summary>How many the store knows, tombstones too.</summary>
    public int Known { get; set; }

    /// <summary>The job that holds a key when another one is created; a key that has expired by then is held by none.</summary>
    public StoredJob? FindHolder(string key, DateTimeOffset created) =>
        _byKey.TryGetValue(key, out var holder) && holder.Header.Key?.Expires > created ? holder : null;

    public void HoldKey(string key, StoredJob job)
    {
        if (_byKey.TryGetValue(key, out var former))
        {
            former.LoseKey();
        }

        _byKey[key] = job;
    }

    public void ReleaseKey(StoredJob job)
    {
        if (job.Header.Key is { } key)
        {
            _byKey.Remove(key.Value);
        }
    }
}
