using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>
/// A prepared statement, used again and again: bind in the order of the parameters, read to the end, dispose, which only rewinds
/// it. Not thread-safe, as its connection.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds from the first parameter on, whatever stopped the last use.</summary>
    public Statement Begin()
    {
        _bound = 0;
        return this;
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(bool value) => Bind(value ? 1 : 0);

    public Statement Bind(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value is null ? BindNull() : BindEmpty();
        }

        Span<byte> small = stackalloc byte[256];
        var count = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = count <= small.Length ? small : new byte[count];
        Check(raw.sqlite3_bind_text(_statement, ++_bound, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite takes for NULL.
        Check(
            value.IsEmpty
                ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0)
                : raw.sqlite3_bind_blob(_statement, ++_bound, value)
        );
        return this;
    }

    public Statement Bind(DateTimeOffset time) => Bind(time.ToUnixTimeMilliseconds());

    public Statement Bind(DateTimeOffset? time) => Bind(time?.ToUnixTimeMilliseconds());

    public Statement Bind(TimeSpan? duration) => Bind(duration?.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>Goes to the next row; false after the last one.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        Check(code);
        return false;
    }

    /// <summary>Runs to the end and says how many rows it has changed.</summary>
    public int Run()
    {
        using (this)
        {
            while (Read()) { }
            return raw.sqlite3_changes(_database);
        }
    }

    /// <summary>Runs to the end and gives the number in its first row.</summary>
    public long? Number()
    {
        using (this)
        {
            long? number = Read() ? LongOrNull(0) : null;
            while (Read()) { }
            return number;
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    // Read as bytes: a text may hold U+0000, where the other way ends.
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public TimeSpan? DurationOrNull(int column) =>
        IsNull(column) ? null : new TimeSpan(Long(column) * TimeSpan.TicksPerMillisecond);

    /// <summary>Rewinds it for the next use. What went wrong, Read has said.</summary>
    public void Dispose()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    /// <summary>Frees it for good.</summary>
    public void Close() => _statement.Dispose();

    private Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    private Statement BindEmpty()
    {
        Check(raw.sqlite3_bind_text(_statement, ++_bound, ""));
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
