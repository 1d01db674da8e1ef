namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>A database in a folder of its own.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("jobs-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "jobs.db");

    public string ConnectionString => $"Data Source={Path};Pooling=False";

    /// <summary>Opens it as one process would.</summary>
    public SqliteJobStore OpenStore(SqliteClock? clock = null, TimeSpan? busyTimeout = null, string settings = "") =>
        new(
            SqliteLocation.Parse(
                new SqliteJobsOptions
                {
                    ConnectionString = ConnectionString + settings,
                    BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(30),
                }
            ),
            clock ?? new SqliteClock()
        );

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
