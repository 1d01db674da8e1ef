using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Extensions.Jobs.Tests.Faults;

public sealed class AddFaultsTests
{
    private readonly JobFaults _faults = new();

    [Fact]
    public async Task Faults_stand_before_the_store_that_is_chosen_later()
    {
        var store = new Mock<IJobRepository>();
        var services = new ServiceCollection();
        services.AddJobs().AddFaults(_faults).UseStore(BackendOf(store.Object));
        await using var host = services.BuildServiceProvider();

        var repository = host.GetRequiredService<IJobRepository>();
        await repository.FindAsync(["a"], JobParts.Header, TestContext.Current.CancellationToken);

        store.Verify(real => real.FindAsync(new[] { "a" }, JobParts.Header, It.IsAny<CancellationToken>()));
        Assert.Equal(1, _faults.CallsOf(JobStoreCall.Find));
    }

    [Fact]
    public async Task All_three_parts_meet_their_faults()
    {
        var services = new ServiceCollection();
        services.AddJobs().AddFaults(_faults);
        await using var host = services.BuildServiceProvider();
        _faults.IsDown = true;

        foreach (var call in Enum.GetValues<JobStoreCall>())
        {
            await Assert.ThrowsAsync<JobStoreException>(() =>
                Calls.MakeAsync(
                    call,
                    host.GetRequiredService<IJobRepository>(),
                    host.GetRequiredService<IJobQueue>(),
                    host.GetRequiredService<IJobNotifier>()
                )
            );
        }
    }

    [Fact]
    public async Task The_host_still_disposes_its_store()
    {
        var store = new Mock<IJobRepository>();
        var disposable = store.As<IDisposable>();
        var services = new ServiceCollection();
        services.AddJobs().UseStore(BackendOf(store.Object)).AddFaults(_faults);
        await using (var host = services.BuildServiceProvider())
        {
            host.GetRequiredService<IJobRepository>();
        }

        disposable.Verify(real => real.Dispose(), Times.Once);
    }

    private static JobBackend BackendOf(IJobRepository repository) => new("mock") { Repository = _ => repository };
}
