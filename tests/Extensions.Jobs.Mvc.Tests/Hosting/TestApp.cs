using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>An application with a job called ping, in memory or on a real socket.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly RequestsInFlight _requests;

    private TestApp(WebApplication app, RequestsInFlight requests, HttpClient client)
    {
        _app = app;
        _requests = requests;
        Client = client;
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<FakeLogRecord> Logs => Services.GetFakeLogCollector().GetSnapshot();

    /// <summary>The usual application, with a fake in the place of the engine.</summary>
    public static Task<TestApp> StartAsync(FakeJobs jobs, Setup? setup = null)
    {
        setup ??= new Setup();
        return StartAsync(
            setup with
            {
                Services = services =>
                {
                    services.AddJobs<PingRequest, PingResponse, PingWorker>();
                    services.AddSingleton<IJobClient<PingRequest, PingResponse>>(jobs);
                    setup.Services(services);
                },
            }
        );
    }

    public static async Task<TestApp> StartAsync(Setup setup)
    {
        var builder = WebApplication.CreateBuilder(
            // No assembly of the tests is searched for controllers: each test names those that it wants.
            new WebApplicationOptions
            {
                ApplicationName = setup.ApplicationName ?? typeof(JobsController<,>).Assembly.GetName().Name,
                EnvironmentName = "Development",
            }
        );
        builder.Logging.ClearProviders().AddFakeLogging();
        setup.Services(builder.Services);
        if (setup.Controllers.Count > 0)
        {
            builder
                .Services.AddControllers()
                .ConfigureApplicationPartManager(parts =>
                    parts.FeatureProviders.Add(new Controllers(setup.Controllers))
                );
        }

        if (setup.IsOnSocket)
        {
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        var app = builder.Build();
        var requests = new RequestsInFlight();
        app.Use(requests.CountAsync);
        setup.Pipeline(app);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new TestApp(app, requests, setup.IsOnSocket ? NewClient(AddressOf(app)) : app.GetTestClient());
    }

    /// <summary>Until so many requests are being answered at once.</summary>
    public Task UntilRequestsAsync(int count) => _requests.UntilAsync(count);

    /// <summary>A client with a connection of its own; only on a socket.</summary>
    public HttpClient NewClient() => NewClient(AddressOf(_app));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private static HttpClient NewClient(Uri address) =>
        new(
            new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan },
            disposeHandler: true
        )
        {
            BaseAddress = address,
        };

    private sealed class Controllers(IReadOnlyList<Type> types) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
        {
            foreach (var type in types)
            {
                feature.Controllers.Add(type.GetTypeInfo());
            }
        }
    }
}

/// <summary>How an application of a test differs from the usual one.</summary>
internal sealed record Setup
{
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>Middleware and routes.</summary>
    public Action<WebApplication> Pipeline { get; init; } = static app => app.MapControllers();

    public IReadOnlyList<Type> Controllers { get; init; } = [];

    public bool IsOnSocket { get; init; }

    /// <summary>The assembly that is searched for controllers; null: none of the tests.</summary>
    public string? ApplicationName { get; init; }
}
