using System.Globalization;

namespace Extensions.Jobs.Chaos;

/// <summary>A place in the fleet, in which a process is started again whenever it has ended.</summary>
internal sealed class Slot(ChildArguments arguments, EventLog log)
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(1.5);

    private readonly Random _random = new(arguments.Seed);
    private readonly CancellationTokenSource _closing = new();
    private ChildProcess? _process;
    private Task _running = Task.CompletedTask;

    public Role Role => arguments.Role;

    /// <summary>The process that runs here, or has just ended.</summary>
    public ChildProcess? Process => Volatile.Read(ref _process);

    /// <summary>Whether processes are still being started here.</summary>
    public bool IsOpen => !_closing.IsCancellationRequested;

    /// <summary>Completes when the last process has ended.</summary>
    public Task Ended => _running;

    public void Open() => _running = Task.Run(RunAsync);

    /// <summary>The process that runs here is the last.</summary>
    public void Close() => _closing.Cancel();

    private async Task RunAsync()
    {
        for (var life = 1; IsOpen; life++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{arguments.Name}.{life}");
            using var process = ChildProcess.Start(arguments with { Name = name, Seed = _random.Next() });
            Volatile.Write(ref _process, process);
            log.Write(new ProcessStarted(name, Role, process.Pid));
            log.Write(new ProcessExited(name, await process.WhenExitedAsync()));
            Volatile.Write(ref _process, null);
            await Task.Delay(_longestPause * _random.NextDouble(), TimeProvider.System, _closing.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
