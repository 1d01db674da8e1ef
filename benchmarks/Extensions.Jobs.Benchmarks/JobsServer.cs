using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Kestrel on a free port of this machine.</summary>
internal static class JobsServer
{
    public static async Task<WebApplication> StartAsync(
        Action<IServiceCollection> add,
        Func<HttpContext, RequestDelegate, Task>? around = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder.Services);
        // Workers that never end are not waited for.
        builder.Services.Configure<JobsOptions>(options => options.ShutdownGracePeriod = TimeSpan.Zero);
        var server = builder.Build();
        if (around is not null)
        {
            server.Use(around);
        }

        server.MapControllers();
        await server.StartAsync();
        return server;
    }

    /// <summary>As many jobs as are measured, for callers without a name.</summary>
    public static void Open(JobOptions options)
    {
        options.AllowAnonymous = true;
        options.MaxQueueLength = null;
        options.MaxUnfinishedPerOwner = null;
    }
}
