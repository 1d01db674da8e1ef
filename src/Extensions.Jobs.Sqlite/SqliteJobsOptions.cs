using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Where jobs are kept, and how long to wait for the file.</summary>
public sealed class SqliteJobsOptions
{
    /// <summary>
    /// A connection string of Microsoft.Data.Sqlite that names a file, such as <c>Data Source=jobs.db</c>. Its folder must exist,
    /// on a disk of this machine, and be writable. Required; a database in memory is refused.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// How long a call waits while others hold the file, before it fails with <see cref="JobStoreException"/>. More than zero, at most
    /// an hour. Default: 5 seconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
