using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>What all suites share: each test has a store of its own.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobStoreTests<TFixture> : IAsyncLifetime
    where TFixture : JobStoreFixture, new()
{
    private readonly CancellationTokenSource _deadline = StartDeadline();

    /// <summary>The store of this test.</summary>
    protected TFixture Fixture { get; } = new();

    /// <summary>The repository of the first handle.</summary>
    protected IJobRepository Repository => Fixture.First.Repository;

    /// <summary>The queue of the first handle.</summary>
    protected IJobQueue Queue => Fixture.First.Queue;

    /// <summary>The notifier of the first handle.</summary>
    protected IJobNotifier Notifier => Fixture.First.Notifier;

    /// <summary>Cancelled when the test is, or has taken a minute: a provider that hangs fails.</summary>
    protected CancellationToken Cancellation => _deadline.Token;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Fixture.OpenAsync(Cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Fixture.DisposeAsync().ConfigureAwait(false);
        _deadline.Dispose();
        GC.SuppressFinalize(this);
    }

    private static CancellationTokenSource StartDeadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        return deadline;
    }
}
