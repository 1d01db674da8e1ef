using Extensions.Jobs.Testing;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Chaos;

/// <summary>Counts what one node asks of its store while there is nothing to do, with the default options.</summary>
internal static class IdleNode
{
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ChaosArguments arguments, CancellationToken cancellationToken)
    {
        SqliteStatements.Begin();
        foreach (var types in (int[])[1, IdleJobs.MaxTypes])
        {
            var directory = Directory.CreateTempSubdirectory("jobs-idle-").FullName;
            try
            {
                Console.WriteLine(
                    $"one idle node, {types} types, {arguments.Store}: {await MeasureAsync(arguments.Store, types, directory, cancellationToken)}"
                );
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        return 0;
    }

    private static async Task<string> MeasureAsync(
        StoreKind store,
        int types,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var jobs = builder.Services.AddJobs();
        Stores.Use(jobs, store, directory);
        IdleJobs.Add(jobs, types);
        var calls = new JobFaults();
        jobs.AddFaults(calls);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        await Task.Delay(_settling, TimeProvider.System, cancellationToken);
        var before = Count(calls);
        await Task.Delay(_length, TimeProvider.System, cancellationToken);
        var after = Count(calls);
        await host.StopAsync(CancellationToken.None);
        return FormattableString.Invariant(
            $"{(after.Calls - before.Calls) / _length.TotalSeconds:0.0} calls and {(after.Statements - before.Statements) / _length.TotalSeconds:0.0} statements per second"
        );
    }

    private static (long Calls, long Statements) Count(JobFaults calls) =>
        (Enum.GetValues<JobStoreCall>().Sum(calls.CallsOf), SqliteStatements.Count);
}
