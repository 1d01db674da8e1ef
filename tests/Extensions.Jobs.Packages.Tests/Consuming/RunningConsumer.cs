using System.Diagnostics;
using System.Text;

namespace Extensions.Jobs.Packages.Tests.Consuming;

/// <summary>A consumer that runs until it is not needed any more.</summary>
internal sealed class RunningConsumer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private RunningConsumer(Process process) => _process = process;

    /// <summary>Starts it and waits for the line that says so.</summary>
    /// <returns>It, and the words after the awaited ones.</returns>
    public static async Task<(RunningConsumer Consumer, string Words)> StartAsync(
        Consumer consumer,
        string[] arguments,
        string awaited,
        CancellationToken cancellationToken
    )
    {
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process
        {
            StartInfo = DotnetCommand.Describe(consumer.Folder, [consumer.Program, .. arguments]),
            EnableRaisingEvents = true,
        };
        var running = new RunningConsumer(process);
        void Read(string? text)
        {
            lock (running._log)
            {
                running._log.AppendLine(text);
            }

            if (text?.Split(awaited, 2) is [_, var rest])
            {
                line.TrySetResult(rest);
            }
        }

        process.OutputDataReceived += (_, read) => Read(read.Data);
        process.ErrorDataReceived += (_, read) => Read(read.Data);
        process.Exited += (_, _) =>
            line.TrySetException(new InvalidOperationException($"It has ended:\n{running.Log}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return (running, await line.Task.WaitAsync(cancellationToken));
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it has written so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
