using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Chaos;

/// <summary>A front: accepts jobs over HTTP, on a free port that it prints.</summary>
internal static class ApiProcess
{
    /// <summary>What stands before the address.</summary>
    public const string Listening = "listening on ";

    public static async Task RunAsync(ChildArguments child)
    {
        using var log = new EventLog(child.EventLog);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddChaos(child, log);
        builder.Services.AddJobs<DigestRequest, DigestResponse>(ChaosJobs.Configure);
        builder.Services.AddJobs<ArchiveRequest, ArchiveResponse>(ChaosJobs.ConfigureArchive);
        await using var app = builder.Build();
        app.MapControllers();
        await app.StartAsync();
        Console.WriteLine(Listening + app.Urls.Single());
        await app.WaitForShutdownAsync();
    }
}
