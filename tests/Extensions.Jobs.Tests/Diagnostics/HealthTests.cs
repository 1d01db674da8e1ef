using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Extensions.Jobs.Tests.Diagnostics;

/// <summary>The health of a process: whether the store takes its beats.</summary>
public sealed class HealthTests : EngineTests
{
    private static readonly TimeSpan _beat = TimeSpan.FromHours(8);

    private readonly TestClock _clock = new();
    private readonly ScriptedRepository _repository;

    public HealthTests() => _repository = new ScriptedRepository(NewStore(_clock));

    [Fact]
    public async Task A_process_is_healthy_while_the_store_takes_its_beats()
    {
        var host = await StartAsync(Add);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);

        _repository.Beating = static (_, _) => throw new JobStoreException("down");
        await _clock.PassAsync(_beat, Cancelled);
        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        var down = await CheckAsync(host);
        _repository.Beating = static (_, beat) => beat();
        await _clock.PassAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        await _clock.WhenAsleepAsync(_beat, Cancelled);

        Assert.Equal(HealthStatus.Unhealthy, down.Status);
        Assert.Equal("The store of the jobs does not answer.", down.Entries["jobs"].Description);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
    }

    [Fact]
    public async Task A_process_whose_store_was_never_reached_is_unhealthy()
    {
        _repository.Beating = static (_, _) => throw new JobStoreException("down");
        var host = Build(Add);
        await host.StartAsync(storeIsDown: true);

        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
    }

    private void Add(IServiceCollection services)
    {
        services.AddWork(Scripts.Echo);
        services.Set(_clock).Through(_repository).AddHealthChecks().AddJobs();
    }

    private Task<HealthReport> CheckAsync(EngineHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);
}
