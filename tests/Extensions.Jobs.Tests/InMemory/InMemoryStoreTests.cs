using System.Runtime.CompilerServices;
using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.InMemory;

public sealed class InMemoryStoreTests
{
    private readonly InMemoryJobStore _store = new(new FakeTimeProvider());

    [Fact]
    public async Task A_claim_that_has_ended_is_forgotten()
    {
        var demand = await ClaimAndCancelAsync();

        // Off the stack on which the claim has ended, which still refers to it.
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(demand.IsAlive, "The store still holds a claim that nobody waits for.");
    }

    [Fact]
    public async Task A_subscription_that_has_ended_hears_nothing_more()
    {
        var notifier = new InMemoryJobNotifier(_store);
        using var end = new CancellationTokenSource();
        var heard = new List<JobSignal>();
        await foreach (var signal in notifier.SubscribeAsync(end.Token))
        {
            heard.Add(signal);
            await notifier.PublishAsync([new JobSignal("a", 1)], TestContext.Current.CancellationToken);
            await end.CancelAsync();
        }

        Assert.Equal([JobSignal.Any], heard);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> ClaimAndCancelAsync()
    {
        JobDemand[] demand = [new JobDemand(["ping"], 1)];
        using var end = new CancellationTokenSource();
        var waiting = new InMemoryJobQueue(_store).ClaimAsync("a", demand, end.Token);
        await end.CancelAsync();
        Assert.Empty(await waiting);
        return new WeakReference(demand);
    }
}
