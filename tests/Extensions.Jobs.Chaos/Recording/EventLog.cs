using System.Text.Json;

namespace Extensions.Jobs.Chaos;

/// <summary>
/// What one process has done, one event a line. Each line is handed to the system at once, so that a killed process loses at most
/// the line that it was about to write.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public EventLog(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The name of the process.</summary>
    public string Name { get; }

    public void Write(ChaosEvent happened)
    {
        // Timed before it waits for the others.
        var timed = happened with
        {
            At = Moment.Now,
        };
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(timed, ChaosJson.Default.ChaosEvent), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
