using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>The client reaches the engine through the controllers, over a real socket, below a path base.</summary>
public sealed class HttpHost : JobClientHost
{
    private WebApplication? _server;
    private ServiceProvider? _client;

    public override async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder(
            // No assembly of the tests is searched for controllers.
            new WebApplicationOptions { ApplicationName = typeof(JobsController<,>).Assembly.GetName().Name }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        AddTo(builder.Services);
        builder
            .Services.AddJobs()
            .AddJobs<PingRequest, PingResponse, PingWorker>(Configure)
            .AddJobs<QuietRequest, NoOutput, QuietWorker>(Configure);
        _server = builder.Build();
        _server.UsePathBase("/app");
        _server.UseRouting();
        _server.MapControllers();
        await _server.StartAsync(TestContext.Current.CancellationToken);

        var services = new ServiceCollection();
        var address = new Uri(_server.Urls.Single());
        services.AddJobsClient<PingRequest, PingResponse>(new Uri(address, "/app/jobs/ping"));
        services.AddJobsClient<QuietRequest, NoOutput>(new Uri(address, "/app/jobs/quiet"));
        _client = services.BuildServiceProvider();
    }

    public override IJobClient<TInput, TOutput> ClientOf<TInput, TOutput>() =>
        _client!.GetRequiredService<IJobClient<TInput, TOutput>>();

    public override async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
        }
    }
}
