using System.Data.Common;
using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>Adds jobs in transactions of the caller, on their connections.</summary>
internal sealed class TransactionAdd(SqliteFile file)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);

    /// <exception cref="ArgumentException">The transaction is not one of this file.</exception>
    /// <exception cref="JobStoreException">Others hold the file; it is rolled back by its owner.</exception>
    public async Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var open = await file.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var connection = new JobConnection(ConnectionOf(transaction, open.Path), isOurs: false);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return Add(connection, job, limits);
            }
            catch (SqliteException busy) when (WillBeFree(busy) && waited.Elapsed < file.BusyTimeout)
            {
                await Task.Delay(_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException error)
            {
                throw Explain(error);
            }
        }
    }

    private static SqliteConnection ConnectionOf(DbTransaction transaction, string path)
    {
        if (transaction is not SqliteTransaction { Connection: { } connection })
        {
            throw new ArgumentException(
                $"Jobs are kept in {path}, and the transaction is a {transaction.GetType().Name} that has ended or is of another "
                    + "database. Begin a SqliteTransaction on that file.",
                nameof(transaction)
            );
        }

        var other = raw.sqlite3_db_filename(connection.Handle, "main").utf8_to_string();
        return other == path
            ? connection
            : throw new ArgumentException(
                $"Jobs are kept in {path}, and the transaction is on {other}. Begin it on the same file.",
                nameof(transaction)
            );
    }

    // All of the add or nothing of it, whatever the caller's transaction then does.
    private static JobAdded Add(JobConnection connection, Job job, JobLimits limits)
    {
        connection.Execute("SAVEPOINT job_add");
        try
        {
            connection.Limits.Begin();
            var added = JobAdd.Apply(connection, job, limits);
            connection.Execute("RELEASE job_add");
            return added;
        }
        catch
        {
            connection.RollbackTo("job_add");
            throw;
        }
    }

    private static bool WillBeFree(SqliteException error) =>
        SqliteFaults.IsBusy(error) && error.SqliteExtendedErrorCode != raw.SQLITE_BUSY_SNAPSHOT;

    private Exception Explain(SqliteException error) =>
        error.SqliteExtendedErrorCode == raw.SQLITE_BUSY_SNAPSHOT
            ? new JobStoreException(
                "The transaction has read what others have changed since, so that it cannot write any more. Roll it back, and begin it "
                    + "again with BeginTransaction(deferred: false).",
                error
            )
            : file.Explain(error);
}
