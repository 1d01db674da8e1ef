using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>The client stands beside the engine.</summary>
public sealed class InProcessHost : JobClientHost
{
    private IHost? _host;

    public override async Task StartAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        AddTo(builder.Services);
        builder
            .Services.AddJobs()
            .AddWorker<PingRequest, PingResponse, PingWorker>(Configure)
            .AddWorker<QuietRequest, NoOutput, QuietWorker>(Configure);
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    public override IJobClient<TInput, TOutput> ClientOf<TInput, TOutput>() =>
        _host!.Services.GetRequiredService<IJobClient<TInput, TOutput>>();

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }
}
