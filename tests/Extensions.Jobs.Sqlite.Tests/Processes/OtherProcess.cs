using System.Diagnostics;
using System.Runtime.InteropServices;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests.Processes;

/// <summary>Another process on a file: this program, playing a part. It says what it has done, a line for each.</summary>
internal sealed partial class OtherProcess : IDisposable
{
    public const string Argument = "--play";
    private readonly Process _process;

    private OtherProcess(string part, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { Argument, part, file },
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Adds jobs for ever, several at once, and says each id when it has been answered.</summary>
    public static OtherProcess Adding(TemporaryFile file) => new("add", file.Path);

    /// <summary>Joins as the node "other", claims one job, says its id and waits.</summary>
    public static OtherProcess Running(TemporaryFile file) => new("run", file.Path);

    /// <summary>As a user who is not root: tries to join, and says what came of it.</summary>
    public static OtherProcess Trying(TemporaryFile file) => new("try", file.Path);

    public ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Kills it as the system does, and answers what it had still said.</summary>
    public async Task<string[]> KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        var rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return rest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    public static async Task<int> PlayAsync(string part, string file)
    {
        using var store = Open(file);
        switch (part)
        {
            case "add":
                await JoinAsync(store);
                await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(store)));
                break;
            case "run":
                await JoinAsync(store);
                await RunAsync(store);
                break;
            case "try":
                await TryAsync(store, file);
                break;
            default:
                return 1;
        }

        return 0;
    }

    private static SqliteJobStore Open(string file) =>
        new(
            SqliteLocation.Parse(new SqliteJobsOptions { ConnectionString = $"Data Source={file}" }),
            new SqliteClock()
        );

    private static Task<NodeBeat> JoinAsync(SqliteJobStore store) =>
        store.Repository.BeatAsync(
            new JobNode("other", 0, new Dictionary<string, NodeWork>()),
            [],
            CancellationToken.None
        );

    private static async Task AddAsync(SqliteJobStore store)
    {
        while (true)
        {
            var job = Sample.NewJob();
            await store.Repository.AddAsync(job, JobLimits.None, null, CancellationToken.None);
            Say(job.Header.Id);
        }
    }

    private static async Task RunAsync(SqliteJobStore store)
    {
        var jobs = await store.Queue.ClaimAsync("other", [new JobDemand(["ping"], 1)], CancellationToken.None);
        Say(jobs[0].Header.Id);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private static async Task TryAsync(SqliteJobStore store, string file)
    {
        await RehearseAsync(file);
        if (Environment.IsPrivilegedProcess && SetUser(65534) != 0)
        {
            Say($"not another user: {Marshal.GetLastPInvokeErrorMessage()}");
            return;
        }

        try
        {
            await JoinAsync(store);
            Say("joined");
        }
        catch (JobStoreException refused)
        {
            Say(refused.Message);
        }
    }

    // What another user could not load, is loaded before.
    private static async Task RehearseAsync(string file)
    {
        using var store = Open($"{file}-rehearsal");
        await JoinAsync(store);
        using var failing = Open(Path.Combine(file, "no-folder", "jobs.db"));
        await Assert.ThrowsAsync<JobStoreException>(() => JoinAsync(failing));
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    [LibraryImport("libc", EntryPoint = "setuid", SetLastError = true)]
    private static partial int SetUser(uint id);
}
