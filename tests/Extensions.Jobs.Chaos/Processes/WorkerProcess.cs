using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Chaos;

/// <summary>A back: runs jobs.</summary>
internal static class WorkerProcess
{
    public static async Task RunAsync(ChildArguments child)
    {
        using var log = new EventLog(child.EventLog);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddChaos(child, log);
        builder
            .Services.AddJobs()
            .AddWorker<DigestRequest, DigestResponse, DigestWorker>(ChaosJobs.Configure)
            .AddWorker<ArchiveRequest, ArchiveResponse, ArchiveWorker>(ChaosJobs.ConfigureArchive);
        using var host = builder.Build();
        await host.RunAsync();
    }
}
