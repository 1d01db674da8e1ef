namespace Extensions.Jobs.Benchmarks;

/// <summary>Where the jobs are kept.</summary>
internal sealed record Store(string Name, Action<IJobsBuilder> Use)
{
    public static Store Memory { get; } = new("memory", _ => { });

    /// <summary>A new file for each host.</summary>
    public static Store Sqlite(DirectoryInfo directory) =>
        new(
            "sqlite",
            jobs => jobs.UseSqlite($"Data Source={Path.Combine(directory.FullName, $"{Guid.NewGuid():N}.db")}")
        );
}
