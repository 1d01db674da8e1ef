using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>Claims, straight from the table of jobs.</summary>
internal sealed class InMemoryJobQueue(InMemoryJobStore store) : IJobQueue
{
    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken)
    {
        store.Hint(jobs);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var claimed = store.Claim(node, demand, out var waiting);
            if (waiting is null)
            {
                return claimed;
            }

            await WaitAsync(waiting, cancellationToken).ConfigureAwait(false);
        }

        return [];
    }

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    private async Task WaitAsync(WaitingClaim waiting, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(
            static claim => ((WaitingClaim)claim!).TrySetResult(),
            waiting
        );
        await using (registration.ConfigureAwait(false))
        {
            await waiting.Task.ConfigureAwait(false);
        }

        store.StopWaiting(waiting);
    }
}
