using System.Diagnostics;
using System.Globalization;
using Extensions.Jobs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Benchmarks;

/// <summary>What a process pays for many that wait, and how soon they hear of a change. In memory: the store costs least there.</summary>
internal static class WaitersPart
{
    public const int Waiters = 1_000;
    public const string Streams = "event streams";
    public const string Polls = "long-polls";

    public static async Task RunAsync(IReadOnlyList<Store> stores, TimeSpan length)
    {
        // Once unmeasured, so that no figure holds what the first requests of a process cost.
        await MeasureAsync(Streams, 1, TimeSpan.Zero);
        await MeasureAsync(Polls, 1, TimeSpan.Zero);
        foreach (var jobs in (int[])[1, Waiters])
        {
            Console.WriteLine(await MeasureAsync(Streams, jobs, length));
            Console.WriteLine(await MeasureAsync(Polls, jobs, length));
        }
    }

    private static async Task<string> MeasureAsync(string kind, int jobs, TimeSpan length)
    {
        var calls = new JobFaults();
        var open = new OpenRequests();
        await using var server = await JobsServer.StartAsync(services => Add(services, calls), open.CountAsync);
        var running = server.Services.GetRequiredService<ReportingJobs>();
        var ids = await CreateAsync(server.Services, jobs);
        await UntilAsync(() => running.Running == jobs);
        var readsBefore = await ReadsAsync(calls, length);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var clients = WaitingProcess.Start(server.Urls.Single(), kind, ids);
        await clients.OpenedAsync();
        await UntilAsync(() => open.Count == Waiters);
        var reads = await ReadsAsync(calls, length);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Waiters;

        var begun = Stopwatch.GetTimestamp();
        running.Report(10);
        var told = Stopwatch.GetElapsedTime(begun, await clients.ToldAsync());
        await server.StopAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Waiters} {kind} of {(jobs == 1 ? "one job" : $"{jobs} jobs")}: {each:N0} bytes each, {reads:N1} store reads/s while nothing changes ({readsBefore:N1} without them), report to last told {told.TotalMilliseconds:N0} ms"
        );
    }

    private static void Add(IServiceCollection services, JobFaults calls)
    {
        services.AddSingleton<ReportingJobs>();
        services.Configure<JobsOptions>(options => options.WaitLimit = TimeSpan.FromMinutes(10));
        services
            .AddJobs<ReportingRequest, NoOpResponse, ReportingWorker>(
                "reporting",
                options =>
                {
                    JobsServer.Open(options);
                    options.MaxConcurrency = Waiters;
                }
            )
            .AddFaults(calls);
    }

    private static async Task<string[]> CreateAsync(IServiceProvider services, int jobs)
    {
        var client = services.GetRequiredService<IJobClient<ReportingRequest, NoOpResponse>>();
        var created = Enumerable.Range(0, jobs).Select(number => client.CreateAsync(new ReportingRequest(number)));
        return [.. (await Task.WhenAll(created)).Select(job => job.Id)];
    }

    private static async Task<double> ReadsAsync(JobFaults calls, TimeSpan length)
    {
        // What the requests read as they came is no part of it.
        await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System);
        var before = Reads();
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(length, TimeProvider.System);
        return (Reads() - before) / Stopwatch.GetElapsedTime(begun).TotalSeconds;

        long Reads() =>
            calls.CallsOf(JobStoreCall.Find) + calls.CallsOf(JobStoreCall.Query) + calls.CallsOf(JobStoreCall.Count);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
