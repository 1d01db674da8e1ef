using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>A connection, and the statements that were prepared on it. Not thread-safe.</summary>
/// <param name="connection">The connection, open.</param>
/// <param name="isOurs">Whether it is closed with this object.</param>
internal sealed class JobConnection(SqliteConnection connection, bool isOurs) : IDisposable
{
    // Each text of SQL is one object, so that none is hashed.
    private readonly Dictionary<object, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    private sqlite3 Database => connection.Handle!;

    /// <summary>The full path of the file.</summary>
    public string FileName => raw.sqlite3_db_filename(Database, "main").utf8_to_string();

    public bool IsReadOnly => raw.sqlite3_db_readonly(Database, "main") == 1;

    public long LastInsertedSeq => raw.sqlite3_last_insert_rowid(Database);

    public SqliteLimits Limits { get; } = new();

    /// <summary>All the SQL that has been used here.</summary>
    public IEnumerable<string> Statements => _statements.Keys.Cast<string>();

    /// <param name="sql">A constant, or another text that is kept.</param>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new Statement(Database, sql));
        }

        return statement.Begin();
    }

    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Database, sql), Database);

    /// <summary>Takes the one write lock of the file; false: another has it.</summary>
    public bool TryBegin()
    {
        var code = raw.sqlite3_exec(Database, "BEGIN IMMEDIATE");
        if (code == raw.SQLITE_BUSY)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(code, Database);
        Limits.Begin();
        return true;
    }

    /// <summary>After many errors SQLite has done it by itself.</summary>
    public void Rollback()
    {
        Limits.Rollback();
        if (raw.sqlite3_get_autocommit(Database) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Rolls a savepoint back, if the transaction around it still stands.</summary>
    public void RollbackTo(string savepoint)
    {
        Limits.Rollback();
        if (raw.sqlite3_get_autocommit(Database) == 0)
        {
            Execute($"ROLLBACK TO {savepoint}; RELEASE {savepoint}");
        }
    }

    /// <summary>Lets SQLite wait for others by itself, blocking the thread.</summary>
    public void WaitFor(TimeSpan others) => raw.sqlite3_busy_timeout(Database, (int)others.TotalMilliseconds);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        if (isOurs)
        {
            connection.Dispose();
        }
    }
}
