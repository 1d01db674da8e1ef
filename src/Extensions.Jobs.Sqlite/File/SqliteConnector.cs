using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>Opens connections to the file, and makes the file what it has to be.</summary>
internal sealed class SqliteConnector(SqliteLocation location)
{
    // Durable when committed; room for the indexes of some 10,000 jobs; and a log that one large transaction has blown up shrinks again.
    private const string Settings =
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864";

    /// <exception cref="SqliteException">Among others: another process holds the file.</exception>
    public OpenFile Open()
    {
        var writer = Connect();
        try
        {
            Prepare(writer);
            return new OpenFile(writer, ConnectReader);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static void Prepare(JobConnection writer)
    {
        if (writer.IsReadOnly)
        {
            // Going on would leave files beside it that are read-only for ever.
            throw new SqliteException("attempt to write a readonly database", raw.SQLITE_READONLY);
        }

        using (var mode = writer.Prepare("PRAGMA journal_mode = WAL"))
        {
            // SQLite calls it no error.
            if (mode.Read() && mode.Text(0) is not "wal" and var other)
            {
                throw new SqliteException($"the journal mode is {other}.", raw.SQLITE_PROTOCOL);
            }
        }

        writer.Execute(Settings);
        SqliteSchema.Prepare(writer);
    }

    private JobConnection ConnectReader()
    {
        var reader = Connect();
        reader.WaitFor(location.BusyTimeout);
        return reader;
    }

    private JobConnection Connect()
    {
        var connection = new SqliteConnection(location.ConnectionString);
        try
        {
            connection.Open();
            return new JobConnection(connection, isOurs: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
