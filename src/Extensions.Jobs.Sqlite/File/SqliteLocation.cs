using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite;

/// <summary>Which file, and how long to wait for it: the options once they are checked.</summary>
internal sealed record SqliteLocation(string ConnectionString, string File, TimeSpan BusyTimeout)
{
    private const string Fix = "Name a file in SqliteJobsOptions.ConnectionString, such as \"Data Source=jobs.db\".";
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    public static SqliteLocation Parse(SqliteJobsOptions options)
    {
        if (options.BusyTimeout <= TimeSpan.Zero || options.BusyTimeout > _longest)
        {
            throw new ArgumentException(
                $"SqliteJobsOptions.BusyTimeout is {options.BusyTimeout}. Choose more than zero, and at most an hour."
            );
        }

        var connection = ParseConnection(options.ConnectionString);
        return new SqliteLocation(connection.ConnectionString, connection.DataSource, options.BusyTimeout);
    }

    private static SqliteConnectionStringBuilder ParseConnection(string connectionString)
    {
        SqliteConnectionStringBuilder connection;
        try
        {
            connection = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception unparsable) when (unparsable is ArgumentException or FormatException)
        {
            throw new ArgumentException(
                $"The connection string of SQLite cannot be read: {unparsable.Message} {Fix}",
                unparsable
            );
        }

        if (string.IsNullOrWhiteSpace(connection.DataSource))
        {
            throw new ArgumentException($"The connection string of SQLite has no data source. {Fix}");
        }

        if (IsInMemory(connection))
        {
            throw new ArgumentException(
                "Jobs cannot be kept in a SQLite database in memory: each connection would have a database of its own, and all ends "
                    + $"with the process. {Fix} For jobs that may end with the process, UseInMemory()."
            );
        }

        if (connection.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new ArgumentException(
                "The connection string of SQLite opens the file read-only, and jobs could not be saved. Remove Mode=ReadOnly."
            );
        }

        // Each connection is kept open here, and shares nothing but the file.
        connection.Pooling = false;
        connection.Cache = SqliteCacheMode.Private;
        return connection;
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder connection) =>
        connection.Mode == SqliteOpenMode.Memory
        || connection.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || (
            connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            && (
                connection.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
                || connection.DataSource.Contains("vfs=memdb", StringComparison.OrdinalIgnoreCase)
            )
        );
}
