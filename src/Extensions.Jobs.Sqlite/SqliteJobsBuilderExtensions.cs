using Extensions.Jobs.Providers;
using Extensions.Jobs.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs;

/// <summary>Keeps jobs in a SQLite file.</summary>
public static class SqliteJobsBuilderExtensions
{
    /// <summary>
    /// Keeps, queues and signals jobs in one SQLite file: durable, for one machine, and for several processes that share the file.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">See <see cref="SqliteJobsOptions.ConnectionString"/>.</param>
    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public static IJobsBuilder UseSqlite(this IJobsBuilder builder, string connectionString) =>
        builder.UseSqlite(options => options.ConnectionString = connectionString);

    /// <summary>
    /// Keeps, queues and signals jobs in one SQLite file: durable, for one machine, and for several processes that share the file.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ArgumentException">The connection string names no file, or the time-out is out of range.</exception>
    public static IJobsBuilder UseSqlite(this IJobsBuilder builder, Action<SqliteJobsOptions> configure)
    {
        var options = new SqliteJobsOptions();
        configure(options);
        var location = SqliteLocation.Parse(options);
        builder.Services.AddSingleton(_ => new SqliteJobStore(location, new SqliteClock()));
        return builder.UseStore(
            new JobBackend("SQLite")
            {
                Repository = static services => services.GetRequiredService<SqliteJobStore>().Repository,
                Queue = static services => services.GetRequiredService<SqliteJobStore>().Queue,
                Notifier = static services => services.GetRequiredService<SqliteJobStore>().Notifier,
            }
        );
    }
}
