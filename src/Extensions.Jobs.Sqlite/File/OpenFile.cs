namespace Extensions.Jobs.Sqlite;

/// <summary>The file while it is open: one connection that writes, and some that read. Thread-safe.</summary>
internal sealed class OpenFile(JobConnection writer, Func<JobConnection> connect) : IDisposable
{
    private const int MaxIdle = 8;
    private readonly Stack<JobConnection> _idle = new();
    private bool _isClosed;

    public string Path { get; } = writer.FileName;

    /// <summary>Held by whoever uses the writer.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Null: closed meanwhile. To be used under the gate.</summary>
    public JobConnection? Writer => _isClosed ? null : writer;

    /// <summary>A connection that reads: one for each thread that does, and threads are few.</summary>
    public JobConnection TakeReader()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out var reader))
            {
                return reader;
            }
        }

        return connect();
    }

    public void GiveBack(JobConnection reader)
    {
        lock (_idle)
        {
            if (!_isClosed && _idle.Count < MaxIdle)
            {
                _idle.Push(reader);
                return;
            }
        }

        reader.Dispose();
    }

    public void Dispose()
    {
        lock (Gate)
        {
            lock (_idle)
            {
                _isClosed = true;
                while (_idle.TryPop(out var reader))
                {
                    reader.Dispose();
                }
            }

            writer.Dispose();
        }
    }
}
