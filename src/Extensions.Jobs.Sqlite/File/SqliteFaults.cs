using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>What SQLite's errors mean to whoever runs the application.</summary>
internal static class SqliteFaults
{
    /// <summary>Says what is wrong with the file and how to mend it; null: the error is not the file's.</summary>
    public static JobStoreException? Explain(SqliteException error, string file)
    {
        var sentence = error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(file),
            raw.SQLITE_PROTOCOL =>
                $"The SQLite file {file} allows no write-ahead log. Put it on a disk of this machine, and let no other program hold it.",
            raw.SQLITE_READONLY =>
                $"The SQLite file {file} is read-only. Let the process write the file and its folder.",
            raw.SQLITE_IOERR =>
                $"The disk of the SQLite file {file} failed. Look at the disk; the file must be on one of this machine.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                $"{file} is damaged, or no SQLite file. Restore it from a backup, or move it away to begin with an empty one.",
            raw.SQLITE_FULL => $"The disk of the SQLite file {file} is full, or the file may not grow. Make room.",
            raw.SQLITE_CANTOPEN =>
                $"The SQLite file {file} cannot be opened. Create its folder, and let the process write the file and the folder.",
            _ => null,
        };
        return sentence is null ? null : new JobStoreException($"{sentence} SQLite says: {error.Message}", error);
    }

    public static string Locked(string file) =>
        $"The SQLite file {file} was locked by others for too long. Keep transactions on it short, or raise SqliteJobsOptions.BusyTimeout.";

    /// <summary>Others may have finished in a moment.</summary>
    public static bool IsBusy(SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL;

    /// <summary>Connections are of no use any more: what is mended is seen by new ones.</summary>
    public static bool SpoilsConnections(SqliteException error) =>
        error.SqliteErrorCode
            is raw.SQLITE_READONLY
                or raw.SQLITE_IOERR
                or raw.SQLITE_CORRUPT
                or raw.SQLITE_NOTADB
                or raw.SQLITE_CANTOPEN;
}
