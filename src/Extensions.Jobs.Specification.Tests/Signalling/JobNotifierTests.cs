using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Signals reach all who have subscribed, or they hear that some may have been lost.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobNotifierTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_subscription_begins_with_any()
    {
        await using var signals = Subscribe(Notifier, Cancellation);

        Assert.True(await signals.MoveNextAsync());
        Assert.Equal(JobSignal.Any, signals.Current);
    }

    [Fact]
    public async Task A_signal_reaches_its_own_handle_and_every_other_one()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        await using var here = await SubscribeAsync(Notifier);
        await using var there = await SubscribeAsync(other.Notifier);
        await using var alsoThere = await SubscribeAsync(other.Notifier);
        var signal = await PublishAsync(other.Notifier);

        await HearAsync(here, signal);
        await HearAsync(there, signal);
        await HearAsync(alsoThere, signal);

        signal = await PublishAsync(Notifier);
        await HearAsync(here, signal);
        await HearAsync(there, signal);
    }

    [Fact]
    public async Task Many_signals_at_once_all_reach_a_subscriber()
    {
        await using var signals = await SubscribeAsync(Notifier);
        var now = await Repository.NowAsync(Cancellation);
        var jobs = Sample.Many(500, now);
        await Repository.AddAllAsync(jobs, Cancellation);
        JobSignal[] published = [.. jobs.Select(job => new JobSignal(job.Header.Id, job.Header.Version))];

        await Notifier.PublishAsync(published, Cancellation);

        // Each by itself, or one "any" for those that are missing.
        var missing = published.ToHashSet();
        while (missing.Count > 0 && await signals.MoveNextAsync())
        {
            if (signals.Current == JobSignal.Any)
            {
                break;
            }

            missing.Remove(signals.Current);
        }
    }

    [Fact]
    public async Task A_slow_subscriber_stops_nobody()
    {
        await using var slow = await SubscribeAsync(Notifier);
        for (var i = 0; i < 10; i++)
        {
            var flood = Enumerable.Range(0, 1000).Select(_ => new JobSignal(JobId.New(default), 1));
            await Notifier.PublishAsync([.. flood], Cancellation);
        }

        var signal = await PublishAsync(Notifier);

        await HearAsync(slow, signal);
    }

    [Fact]
    public async Task A_subscription_ends_when_it_is_cancelled()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var signals = Subscribe(Notifier, end.Token);
        await signals.MoveNextAsync();

        await end.CancelAsync();

        Assert.True(await EndsAsync(signals));
    }

    [Fact]
    public async Task A_subscription_that_waits_ends_when_it_is_cancelled()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var signals = Subscribe(Notifier, end.Token);
        await signals.MoveNextAsync();
        var waiting = EndsAsync(signals);

        await end.CancelAsync();

        Assert.True(await waiting);
    }

    private static IAsyncEnumerator<JobSignal> Subscribe(IJobNotifier notifier, CancellationToken cancellationToken) =>
        notifier.SubscribeAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async Task<IAsyncEnumerator<JobSignal>> SubscribeAsync(IJobNotifier notifier)
    {
        var signals = Subscribe(notifier, Cancellation);
        Assert.True(await signals.MoveNextAsync());
        return signals;
    }

    // A job is written first, then signalled: a store may take the write itself for the signal.
    private async Task<JobSignal> PublishAsync(IJobNotifier notifier)
    {
        var job = await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation);
        var signal = new JobSignal(job.Header.Id, job.Header.Version);
        await notifier.PublishAsync([signal], Cancellation);
        return signal;
    }

    // "Any" counts for every signal: whoever hears it looks.
    private static async Task HearAsync(IAsyncEnumerator<JobSignal> signals, JobSignal signal)
    {
        do
        {
            Assert.True(await signals.MoveNextAsync(), "The subscription has ended.");
        } while (signals.Current != signal && signals.Current != JobSignal.Any);
    }

    private static async Task<bool> EndsAsync(IAsyncEnumerator<JobSignal> signals)
    {
        while (await signals.MoveNextAsync()) { }

        return true;
    }
}
