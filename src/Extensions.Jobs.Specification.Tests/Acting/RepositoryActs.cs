using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>What suites do with a repository, each act with the check that it went well.</summary>
internal static class RepositoryActs
{
    public const JobParts Whole = JobParts.Input | JobParts.Output;

    public static Task<JobAdded> TryAddAsync(
        this IJobRepository repository,
        Job job,
        CancellationToken cancellationToken
    ) => repository.AddAsync(job, JobLimits.None, null, cancellationToken);

    /// <summary>Adds a job.</summary>
    public static async Task<Job> AddAsync(this IJobRepository repository, Job job, CancellationToken cancellationToken)
    {
        Assert.Equal(JobAdded.Added, await repository.TryAddAsync(job, cancellationToken));
        return job;
    }

    /// <summary>Adds a new job.</summary>
    public static Task<Job> AddNewAsync(
        this IJobRepository repository,
        DateTimeOffset now,
        Func<NewJob, NewJob>? change,
        CancellationToken cancellationToken
    ) => repository.AddAsync(Sample.New(now, change), cancellationToken);

    /// <summary>Adds jobs side by side.</summary>
    public static Task AddAllAsync(
        this IJobRepository repository,
        IEnumerable<Job> jobs,
        CancellationToken cancellationToken
    ) => Task.WhenAll(jobs.Select(job => repository.AddAsync(job, cancellationToken)));

    public static async Task<Job?> FindAsync(
        this IJobRepository repository,
        string id,
        CancellationToken cancellationToken
    ) => (await repository.FindAsync([id], Whole, cancellationToken)).SingleOrDefault();

    /// <summary>Reads a whole job that must be there.</summary>
    public static async Task<Job> ReadAsync(
        this IJobRepository repository,
        string id,
        CancellationToken cancellationToken
    ) => Assert.Single(await repository.FindAsync([id], Whole, cancellationToken));

    /// <summary>Saves what a transition says, which must not be no, and checks that the store gives it back, field by field.</summary>
    public static async Task<JobHeader> SaveAsync(
        this IJobRepository repository,
        JobUpdate? update,
        CancellationToken cancellationToken
    )
    {
        Assert.NotNull(update);
        Assert.True(await repository.TryUpdateAsync(update, cancellationToken), "The update was refused.");
        AssertSame(update.Header, (await repository.ReadAsync(update.Header.Id, cancellationToken)).Header);
        return update.Header;
    }

    /// <summary>
    /// Applies a transition as the engine does: reads, transitions, saves, and begins again when another write came first.
    /// </summary>
    /// <returns>Whether it was saved; the transition may say no.</returns>
    public static async Task<bool> ApplyAsync(
        this IJobRepository repository,
        string id,
        Func<JobHeader, JobUpdate?> transition,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var found = await repository.FindAsync([id], JobParts.Header, cancellationToken);
            if (found.Count == 0 || transition(found[0].Header) is not { } update)
            {
                return false;
            }

            if (await repository.TryUpdateAsync(update, cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>Equal field by field; the texts show that times are in UTC, which equality does not.</summary>
    public static void AssertSame(JobHeader expected, JobHeader actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.ToString(), actual.ToString());
    }

    public static async Task<IReadOnlyList<string>> QueryIdsAsync(
        this IJobRepository repository,
        JobQuery query,
        CancellationToken cancellationToken
    ) => [.. (await repository.QueryAsync(query, cancellationToken)).Jobs.Select(job => job.Id)];
}
