using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MvcDemo.Tests.Running;

/// <summary>The demo as a process of its own, as it was built, on a free port.</summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>What it has written so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">Where it is started from and has its database.</param>
    /// <param name="environment">Further environment variables.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<DemoProcess> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Binary(), "--urls", "http://127.0.0.1:0" },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Jobs"] = $"Data Source={Path.Combine(folder, "jobs.db")}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var demo = new DemoProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        demo.Begin();
        try
        {
            await demo._address.Task.WaitAsync(cancellationToken);
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a power cut would: SIGKILL, no warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The demo has ended:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        _log.Enqueue(line ?? "");
        if (ListeningLine().Match(line ?? "") is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    // The demo's own output folder: what is copied beside the tests is not how it is started by anybody.
    private static string Binary()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Extensions.Jobs.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return Path.Combine(root.FullName, "samples", "MvcDemo", "bin", configuration, "net10.0", "MvcDemo.dll");
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
