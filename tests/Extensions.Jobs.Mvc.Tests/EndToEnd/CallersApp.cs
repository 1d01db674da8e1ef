using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>An application that knows its callers, and whose policy for administrators is called admin.</summary>
internal static class CallersApp
{
    public static Task<TestApp> StartAsync(
        Action<JobsOptions>? configure = null,
        Action<JobOptions>? job = null,
        Action<WebApplication>? pipeline = null,
        Action<IServiceCollection>? worker = null
    ) =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    HeaderAuthentication.AddTo(services);
                    services
                        .AddAuthorizationBuilder()
                        .AddPolicy("admin", policy => policy.RequireClaim("role", "admin"));
                    services.AddJobs(configure).AddJobs<PingRequest, PingResponse, PingWorker>();
                    services.ConfigureAll(job ?? (_ => { }));
                    worker?.Invoke(services);
                },
                Pipeline = pipeline ?? (app => app.MapControllers()),
            }
        );

    public static Task<HttpResponseMessage> CreateAsync(this TestApp app, string caller, string key = "key") =>
        app.Client.SendAsync(
            "POST",
            "/jobs/ping",
            Reading.Json("""{"message":"ping"}"""),
            ("Caller", caller),
            ("Idempotency-Key", key)
        );

    public static Task<HttpResponseMessage> SendAsync(
        this TestApp app,
        string caller,
        string method,
        string path,
        params (string, string)[] headers
    ) => app.Client.SendAsync(method, path, null, [("Caller", caller), .. headers]);
}
