using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Benchmarks;

/// <summary>How many jobs a second one process takes from submit to succeeded, without HTTP.</summary>
internal static class JobsPart
{
    public static async Task RunAsync(IReadOnlyList<Store> stores, TimeSpan length)
    {
        foreach (var store in stores)
        {
            await RunAsync(store, length);
        }
    }

    private static async Task RunAsync(Store store, TimeSpan length)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        store.Use(builder.Services.AddJobs().AddWorker<NoOpRequest, NoOpResponse, NoOpWorker>());
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IJobClient<NoOpRequest, NoOpResponse>>();
        await Throughput.MeasureAsync(client, 64, TimeSpan.FromSeconds(2), CancellationToken.None);
        foreach (var callers in (int[])[256, 1])
        {
            var line = await Throughput.MeasureAsync(client, callers, length, CancellationToken.None);
            Console.WriteLine($"{store.Name}: {line}");
        }

        if (store == Store.Memory)
        {
            Console.WriteLine($"{store.Name}: {await KeptBytes.MeasureAsync(client, CancellationToken.None)}");
        }

        await host.StopAsync();
    }
}
