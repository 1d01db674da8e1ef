using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Mvc.Tests.Controllers;

/// <summary>All ways of adding jobs to an application.</summary>
public sealed class RegistrationTests
{
    public static TheoryData<string> Ways() => [.. _ways.Keys];

    private static readonly Dictionary<string, Action<IServiceCollection>> _ways = new()
    {
        ["alone"] = services => services.AddJobs<PingRequest, PingResponse, PingWorker>(),
        ["before controllers"] = services =>
        {
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
            services.AddControllers();
        },
        ["after controllers"] = services =>
        {
            services.AddControllers();
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
        },
        ["twice"] = services =>
        {
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
            services.AddJobs<PingRequest, PingResponse, PingWorker>("ping");
        },
        ["before controllers as services"] = services =>
        {
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
            services.AddControllers().AddControllersAsServices();
        },
        ["after controllers as services"] = services =>
        {
            services.AddControllers().AddControllersAsServices();
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
        },
        ["with views"] = services =>
        {
            services.AddJobs<PingRequest, PingResponse, PingWorker>();
            services.AddControllersWithViews();
        },
        ["front and worker apart"] = services =>
            services.AddJobs<PingRequest, PingResponse>().AddWorker<PingRequest, PingResponse, PingWorker>(),
        ["configured"] = services =>
            services.AddJobs<PingRequest, PingResponse, PingWorker>(job => job.MaxAttempts = 1),
        ["by name"] = services => services.AddJobs<PingRequest, PingResponse, PingWorker>("ping"),
        ["by name, configured"] = services =>
            services.AddJobs<PingRequest, PingResponse, PingWorker>("ping", job => job.MaxAttempts = 1),
        ["on the builder"] = services =>
            services.AddJobs().AddJobs<PingRequest, PingResponse, PingWorker>(job => job.MaxAttempts = 1),
        ["on the builder, by name"] = services =>
            services.AddJobs().AddJobs<PingRequest, PingResponse, PingWorker>("ping"),
        ["front by name"] = services =>
            services
                .AddJobs<PingRequest, PingResponse>("ping", job => job.MaxAttempts = 1)
                .AddWorker<PingRequest, PingResponse, PingWorker>("ping"),
        ["front on the builder"] = services =>
            services
                .AddJobs()
                .AddJobs<PingRequest, PingResponse>(job => job.MaxAttempts = 1)
                .AddWorker<PingRequest, PingResponse, PingWorker>(),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Jobs_can_be_created_however_they_were_added(string way)
    {
        await using var app = await TestApp.StartAsync(new Setup { Services = _ways[way] });

        using var response = await app.Client.SendAsync("POST", "/jobs/ping", Reading.Json("""{"message":"a"}"""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task A_Startup_class_can_add_them()
    {
        using var host = await Host.CreateDefaultBuilder()
            .UseEnvironment("Development")
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureWebHostDefaults(web =>
                web.UseTestServer()
                    .UseStartup<Startup>()
                    .UseSetting(WebHostDefaults.ApplicationKey, typeof(JobsController<,>).Assembly.GetName().Name)
            )
            .StartAsync(TestContext.Current.CancellationToken);
        using var client = host.GetTestClient();

        using var response = await client.SendAsync("POST", "/app/jobs/ping", Reading.Json("""{"message":"a"}"""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.StartsWith("/app/jobs/ping/", response.Header("Location"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_stand_side_by_side_and_know_only_their_own_jobs()
    {
        await using var app = await TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                    services
                        .AddJobs<PingRequest, PingResponse, PingWorker>()
                        .AddJobs<PongRequest, PingResponse, PongWorker>("word-count"),
            }
        );
        using var created = await app.Client.SendAsync("POST", "/jobs/word-count", Reading.Json("""{"message":"a"}"""));
        var location = created.Header("Location")!;

        using var own = await app.Client.SendAsync("GET", $"{location}?redirect=false");
        using var other = await app.Client.SendAsync(
            "GET",
            location.Replace("word-count", "ping", StringComparison.Ordinal)
        );

        Assert.Equal("word-count", (await own.ReadJsonAsync()).GetProperty("type").GetString());
        await other.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public void An_input_type_that_gives_no_name_needs_one()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentException>(() => services.AddJobs<string, PingResponse>());
        Assert.Throws<ArgumentException>(() => services.AddJobs<string, PingResponse>("No Name"));
    }

    public sealed record PongRequest(string Message);

    private sealed class PongWorker : IWorker<PongRequest, PingResponse>
    {
        public Task<JobExecutionResult<PingResponse>> ExecuteAsync(
            PongRequest input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<PingResponse>>(new PingResponse(input.Message));
    }

    private sealed class Startup
    {
        public static void ConfigureServices(IServiceCollection services) =>
            services.AddJobs<PingRequest, PingResponse, PingWorker>();

        public static void Configure(IApplicationBuilder app)
        {
            app.UsePathBase("/app");
            app.UseRouting();
            app.UseEndpoints(routes => routes.MapControllers());
        }
    }
}
