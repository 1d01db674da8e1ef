using System.Diagnostics;

namespace Extensions.Jobs.Chaos;

/// <summary>One process that the conductor has started, from its start to its end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private bool _hasExited;
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    public int Pid => _process.Id;

    /// <summary>Where it listens, once it does; null: it has ended before.</summary>
    public Task<Uri?> Listening => _listening.Task;

    public static ChildProcess Start(ChildArguments arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var word in arguments.Write())
        {
            start.ArgumentList.Add(word);
        }

        var child = new ChildProcess(arguments.Name, Process.Start(start)!);
        child.ReadOutput(Path.Combine(arguments.Directory, "output", arguments.Name + ".txt"));
        return child;
    }

    /// <summary>Sends a signal, unless the process has ended: its id may be another's by then.</summary>
    public void Signal(Action<int> send)
    {
        lock (_gate)
        {
            if (!_hasExited)
            {
                send(_process.Id);
            }
        }
    }

    public void Order(string line)
    {
        lock (_gate)
        {
            if (_hasExited)
            {
                return;
            }

            try
            {
                _process.StandardInput.WriteLine(line);
                _process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }
    }

    public async Task<int> WhenExitedAsync()
    {
        await _process.WaitForExitAsync();
        lock (_gate)
        {
            _hasExited = true;
        }

        _listening.TrySetResult(null);
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private void ReadOutput(string path)
    {
        var file = TextWriter.Synchronized(new StreamWriter(path) { AutoFlush = true });
        void Read(string? line)
        {
            if (line?.StartsWith(ApiProcess.Listening, StringComparison.Ordinal) == true)
            {
                _listening.TrySetResult(new Uri(line[ApiProcess.Listening.Length..]));
            }

            file.WriteLine(line);
        }

        _process.OutputDataReceived += (_, output) => Read(output.Data);
        _process.ErrorDataReceived += (_, output) => Read(output.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
