using System.Collections.Concurrent;

namespace Extensions.Jobs;

/// <summary>The runs of this process, each until its job has ended and its worker has returned.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<JobRun, Task> _runs = new();

    public IReadOnlyCollection<JobRun> All => [.. _runs.Keys];

    public void Add(JobRun run) => _runs[run] = run.Saved;

    public void Remove(JobRun run) => _runs.TryRemove(run, out _);

    /// <summary>Whether a claim is being run here.</summary>
    public bool Holds(JobHeader job) => _runs.Keys.Any(run => run.Id == job.Id && run.Claim == job.Claim);

    /// <summary>Completes when the jobs of all present runs have ended or been given up.</summary>
    public Task WhenSavedAsync() => Task.WhenAll(_runs.Values);
}
