using Extensions.Jobs.InMemory;
using Extensions.Jobs.Specification;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.InMemory;

public class InMemoryFixture : JobStoreFixture
{
    // Not a whole millisecond: the store has to see to that.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 28, 12, 0, 0, TimeSpan.Zero).AddTicks(7));
    private readonly InMemoryJobStore _store;

    public InMemoryFixture() => _store = new InMemoryJobStore(_time);

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    protected override Task<JobStoreHandle> OpenHandleAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            new JobStoreHandle(
                new InMemoryJobRepository(_store),
                new InMemoryJobQueue(_store),
                new InMemoryJobNotifier(_store)
            )
        );
}
