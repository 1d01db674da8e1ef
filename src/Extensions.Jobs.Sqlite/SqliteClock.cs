namespace Extensions.Jobs.Sqlite;

/// <summary>
/// The store's time: the machine's clock, the same for every process on the file. Asked of SQLite and not of the process, whose own
/// time may be a test's.
/// </summary>
internal sealed class SqliteClock
{
    private const string Now = "SELECT CAST(ROUND(unixepoch('now', 'subsec') * 1000) AS INTEGER)";
    private long _moved;

    /// <summary>Moves the time of all who share this clock.</summary>
    public void Move(TimeSpan time) => Interlocked.Add(ref _moved, time.Ticks / TimeSpan.TicksPerMillisecond);

    public DateTimeOffset Read(JobConnection connection) =>
        DateTimeOffset.FromUnixTimeMilliseconds(connection.Prepare(Now).Number()!.Value + Interlocked.Read(ref _moved));
}
