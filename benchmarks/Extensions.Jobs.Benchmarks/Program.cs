using Extensions.Jobs;
using Extensions.Jobs.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// Extensions.Jobs.Benchmarks [seconds]: how many jobs a second one process takes from submit to succeeded, per store.
var length = TimeSpan.FromSeconds(
    args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 5
);
var directory = Directory.CreateTempSubdirectory("jobs-bench-");
try
{
    await MeasureAsync("memory", _ => { });
    await MeasureAsync("sqlite", jobs => jobs.UseSqlite($"Data Source={Path.Combine(directory.FullName, "jobs.db")}"));
}
finally
{
    directory.Delete(recursive: true);
}

async Task MeasureAsync(string store, Action<IJobsBuilder> use)
{
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
    use(builder.Services.AddJobs().AddWorker<NoOpRequest, NoOpResponse, NoOpWorker>());
    using var host = builder.Build();
    await host.StartAsync();
    var client = host.Services.GetRequiredService<IJobClient<NoOpRequest, NoOpResponse>>();
    await Throughput.MeasureAsync(client, 64, TimeSpan.FromSeconds(2), CancellationToken.None);
    foreach (var callers in (int[])[256, 1])
    {
        Console.WriteLine($"{store}: {await Throughput.MeasureAsync(client, callers, length, CancellationToken.None)}");
    }

    if (store == "memory")
    {
        Console.WriteLine($"{store}: {await KeptBytes.MeasureAsync(client, CancellationToken.None)}");
    }

    await host.StopAsync();
}
