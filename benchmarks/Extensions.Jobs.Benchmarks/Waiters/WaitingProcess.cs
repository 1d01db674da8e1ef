using System.Diagnostics;
using System.Globalization;

namespace Extensions.Jobs.Benchmarks;

/// <summary>The clients, in a process of their own, so that their memory is not the server's.</summary>
internal sealed class WaitingProcess : IDisposable
{
    public const string Command = "waiting";

    /// <summary>What they say when all wait.</summary>
    public const string Open = "open";

    private readonly Process _process;

    private WaitingProcess(Process process) => _process = process;

    public static WaitingProcess Start(string address, string kind, IEnumerable<string> ids)
    {
        var program = Environment.ProcessPath!;
        // Not where this one was started as an argument of dotnet.
        string[] library =
            Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(WaitingProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. library, Command, address, kind, .. ids])
        {
            RedirectStandardOutput = true,
        };
        return new WaitingProcess(Process.Start(start)!);
    }

    public async Task OpenedAsync()
    {
        if (await ReadAsync() is var line && line != Open)
        {
            throw new InvalidOperationException($"The clients have said: {line}");
        }
    }

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
