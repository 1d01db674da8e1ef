using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>When the store is first touched, and what a store that is down does to a host.</summary>
public sealed class HostStartTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_host_that_is_only_built_touches_no_store()
    {
        var repository = new ScriptedRepository(NewStore());
        var beats = 0;
        repository.Beating = (_, beat) =>
        {
            beats++;
            return beat();
        };
        var host = Build(services => services.AddWork(Scripts.Echo).Services.Through(repository));

        Assert.NotEmpty(host.Services.GetServices<IHostedService>());
        Assert.NotNull(host.Client);
        await host.DisposeAsync();

        Assert.Equal(0, beats);
    }

    [Fact]
    public async Task The_store_is_opened_when_the_host_has_started()
    {
        var repository = new ScriptedRepository(NewStore());
        var opened = new TaskCompletionSource<bool>();
        IHostApplicationLifetime? lifetime = null;
        repository.Beating = (_, beat) =>
        {
            opened.TrySetResult(lifetime!.ApplicationStarted.IsCancellationRequested);
            return beat();
        };
        var host = Build(services => services.AddWork(Scripts.Echo).Services.Through(repository));
        lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        await host.StartAsync();

        Assert.True(await opened.Task.WaitAsync(Cancelled));
    }

    [Fact]
    public async Task The_first_request_opens_the_store_of_a_host_that_still_starts()
    {
        var host = Build(services => services.AddWork(Scripts.Echo));

        var job = await host.CreateAsync();
        await host.StartAsync();

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task A_store_that_is_down_does_not_stop_the_host_and_works_when_it_is_back()
    {
        var repository = new ScriptedRepository(NewStore(_clock));
        repository.Beating = (_, _) => throw new JobStoreException("down");
        var host = Build(services => services.AddWork(Scripts.Echo).Services.Set(_clock).Through(repository));
        await host.StartAsync(storeIsDown: true);

        await Assert.ThrowsAsync<JobStoreException>(() => host.CreateAsync());
        await Assert.ThrowsAsync<JobStoreException>(() => host.Client.GetStatusAsync(JobId.New(default), Cancelled));

        // Both the beats and the claims of the host try again by themselves.
        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled, sleepers: 2);
        repository.Beating = static (_, beat) => beat();
        var job = await host.CreateAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task Whatever_a_store_throws_does_not_stop_the_host()
    {
        var repository = new ScriptedRepository(NewStore(_clock));
        repository.Beating = (_, _) => throw new InvalidOperationException("a fault of the provider");
        var host = Build(services => services.AddWork(Scripts.Echo).Services.Set(_clock).Through(repository));
        await host.StartAsync(storeIsDown: true);

        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled, sleepers: 2);

        await host.StopAsync();
    }

    [Fact]
    public async Task Memory_as_the_store_in_production_is_warned_of()
    {
        var log = new LogRecorder();

        await StartAsync(services => services.AddWork(Scripts.Echo).Services.Log(log));

        Assert.Contains(
            log.Of(LogLevel.Warning),
            text => text.Contains("end with this process", StringComparison.Ordinal)
        );
    }
}
