using Extensions.Jobs.Providers;
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
        builder.Services.WrapStore(Count);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        await Task.Delay(_settling, TimeProvider.System, cancellationToken);
        var (calls, statements) = Counted();
        await Task.Delay(_length, TimeProvider.System, cancellationToken);
        var (callsAfter, statementsAfter) = Counted();
        await host.StopAsync(CancellationToken.None);
        return FormattableString.Invariant(
            $"{(callsAfter - calls) / _length.TotalSeconds:0.0} calls, {(statementsAfter - statements) / _length.TotalSeconds:0.0} statements per second"
        );
    }

    private static JobBackend Count(JobBackend store) =>
        store with
        {
            Repository = services => CountedCalls.Around(store.Repository!(services)),
            Queue = services => CountedCalls.Around(store.Queue!(services)),
        };

    private static (long Calls, long Statements) Counted() => (CountedCalls.Count, SqliteStatements.Count);
}
