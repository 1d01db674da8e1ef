using System.Diagnostics;
using System.Globalization;

namespace Extensions.Jobs.Benchmarks;

/// <summary>The clients, in a process of their own, so that their memory is not the server's.</summary>
internal sealed class WaitingProcess : IDisposable
{
    public const string Command = "waiting";

    private readonly Process _process;

    private WaitingProcess(Process process) => _process = process;

    public static WaitingProcess Start(string address, string kind, IEnumerable<string> ids)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, address, kind, .. ids])
        {
            RedirectStandardOutput = true,
        };
        return new WaitingProcess(Process.Start(start)!);
    }

    public async Task OpenedAsync() => await ReadAsync();

    /// <summary>When the last waiter was told: a <see cref="Stopwatch"/> timestamp, which all processes of a machine share.</summary>
    public async Task<long> ToldAsync() => long.Parse(await ReadAsync(), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The clients have ended.");
}
