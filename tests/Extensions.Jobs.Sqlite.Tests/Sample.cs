using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Jobs and nodes for tests.</summary>
internal static class Sample
{
    public static DateTimeOffset Now { get; } = new(2026, 7, 28, 12, 0, 0, TimeSpan.Zero);

    public static JobPolicy Policy { get; } = new();

    public static Job NewJob(Func<NewJob, NewJob>? change = null)
    {
        var job = new NewJob
        {
            Id = JobId.New(Now),
            Name = "ping",
            Input = "\"ping\""u8.ToArray(),
        };
        return JobTransitions.Create(change is null ? job : change(job), Now);
    }

    public static JobNode Node(string id, long beat = 0) => new(id, beat, new Dictionary<string, NodeWork>());

    public static Task<JobAdded> AddAsync(this SqliteJobStore store, Job job) =>
        store.Repository.AddAsync(job, JobLimits.None, null, TestContext.Current.CancellationToken);

    public static Task<NodeBeat> BeatAsync(this SqliteJobStore store, JobNode node, params JobNode[] silent) =>
        store.Repository.BeatAsync(node, silent, TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<Job>> ClaimAsync(this SqliteJobStore store, string node, int slots = 1) =>
        store.Queue.ClaimAsync(node, [new JobDemand(["ping"], slots)], TestContext.Current.CancellationToken);

    public static async Task<IReadOnlyList<string>> FindIdsAsync(
        this SqliteJobStore store,
        params IEnumerable<string> ids
    )
    {
        var found = await store.Repository.FindAsync([.. ids], JobParts.Header, TestContext.Current.CancellationToken);
        return [.. found.Select(job => job.Header.Id)];
    }
}
