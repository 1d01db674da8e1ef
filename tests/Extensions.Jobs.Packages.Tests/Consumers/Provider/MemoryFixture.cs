using Extensions.Jobs.Providers;
using Extensions.Jobs.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Provider;

/// <summary>The store in memory, as anybody can reach it.</summary>
public sealed class MemoryFixture : JobStoreFixture
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services;

    public MemoryFixture()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddJobs().UseInMemory();
        _services = services.BuildServiceProvider();
    }

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    protected override Task<JobStoreHandle> OpenHandleAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new JobStoreHandle(
                _services.GetRequiredService<IJobRepository>(),
                _services.GetRequiredService<IJobQueue>(),
                _services.GetRequiredService<IJobNotifier>()
            )
        );

    protected override ValueTask DeleteStoreAsync() => _services.DisposeAsync();
}
