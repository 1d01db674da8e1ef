namespace Extensions.Jobs.Chaos;

/// <summary>All that is known of a run when it is over: what its processes have logged, and what is in the store.</summary>
internal sealed class Evidence
{
    private Evidence(IReadOnlyList<Recorded> events, Dictionary<string, JobStory> jobs, ProcessStories processes)
    {
        Events = events;
        Jobs = jobs;
        Processes = processes;
    }

    /// <summary>What happened, in its order.</summary>
    public IReadOnlyList<Recorded> Events { get; }

    /// <summary>By id: all jobs that any process has tried to add, whether or not it did.</summary>
    public IReadOnlyDictionary<string, JobStory> Jobs { get; }

    /// <summary>The jobs that a client was told to be accepted.</summary>
    public IEnumerable<JobStory> Accepted => Jobs.Values.Where(job => job.IsAccepted);

    public ProcessStories Processes { get; }

    /// <summary>The events of one kind.</summary>
    public IEnumerable<(string Process, T Event)> Of<T>()
        where T : ChaosEvent =>
        Events.Where(recorded => recorded.Event is T).Select(recorded => (recorded.Process, (T)recorded.Event));

    public static async Task<Evidence> ReadAsync(
        ChaosArguments arguments,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var events = EventReader.ReadAll(Path.Combine(directory, "events"));
        var jobs = JobStories.Tell(events);
        using var store = new StoreReader(arguments.Store, directory);
        var stored = await store.ReadAsync(jobs.Keys, cancellationToken);
        foreach (var job in jobs.Values)
        {
            job.Stored = stored.GetValueOrDefault(job.Id);
            job.Versions = JobVersions.Resolve(job);
        }

        return new Evidence(events, jobs, new ProcessStories(events));
    }
}
