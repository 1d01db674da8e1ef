using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.OpenApi.Tests.Hosting;

/// <summary>An application with jobs, in memory, and its document.</summary>
internal sealed class DescribedApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DescribedApp(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    /// <summary>An application with a job called work.</summary>
    public static Task<DescribedApp> StartAsync(Action<JobOptions>? configure = null) =>
        StartAsync(services =>
        {
            services.AddJobs<WorkRequest, WorkResponse, Worker>(configure);
            services.AddOpenApi(options => options.AddJobs());
        });

    public static async Task<DescribedApp> StartAsync(
        Action<IServiceCollection> services,
        Action<WebApplication>? pipeline = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            // Only the controllers of jobs.
            new WebApplicationOptions { ApplicationName = typeof(JobsController<,>).Assembly.GetName().Name }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        services(builder.Services);
        var app = builder.Build();
        pipeline ??= static app => app.MapControllers();
        pipeline(app);
        app.MapOpenApi().AllowAnonymous();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DescribedApp(app);
    }

    /// <summary>The text of the document.</summary>
    public Task<string> ReadTextAsync() =>
        Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

    public async Task<Description> DescribeAsync() => new(JsonNode.Parse(await ReadTextAsync())!.AsObject());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
