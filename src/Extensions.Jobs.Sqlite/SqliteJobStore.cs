using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>One SQLite file that keeps, queues and signals jobs. Thread-safe.</summary>
internal sealed class SqliteJobStore : IDisposable
{
    private readonly SqliteFile _file;
    private readonly NodeLocks _locks;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;

    public SqliteJobStore(SqliteLocation location, SqliteClock clock)
    {
        _file = new SqliteFile(location);
        _readers = new SqliteReaders(_file);
        _writer = new SqliteWriter(_file);
        Clock = clock;
        _locks = new NodeLocks(_file);
        Nodes = new SqliteNodes(this, _locks);
        Transactions = new TransactionAdd(_file);
        Signals = new SqliteSignals(_file);
        Repository = new SqliteJobRepository(this);
        Queue = new SqliteJobQueue(this);
        Notifier = new SqliteJobNotifier(this);
    }

    public IJobRepository Repository { get; }

    public IJobQueue Queue { get; }

    public IJobNotifier Notifier { get; }

    public SqliteClock Clock { get; }

    public SqliteNodes Nodes { get; }

    public TransactionAdd Transactions { get; }

    public SqliteSignals Signals { get; }

    /// <summary>Reads one moment of the file.</summary>
    public Task<T> ReadAsync<T>(Func<JobConnection, T> read, CancellationToken cancellationToken) =>
        _readers.ReadAsync(read, cancellationToken);

    /// <summary>Writes with others' writes in one transaction, and answers when it is on the disk.</summary>
    public Task<T> WriteAsync<T>(WriteOrder order, Func<JobConnection, T> write, CancellationToken cancellationToken)
        where T : notnull => _writer.WriteAsync(order, write, cancellationToken);

    /// <summary>Closes the file as the end of the process would: its nodes have not left, and are seen dead.</summary>
    public void Dispose()
    {
        Signals.Dispose();
        _file.Dispose();
        _locks.Dispose();
    }
}
