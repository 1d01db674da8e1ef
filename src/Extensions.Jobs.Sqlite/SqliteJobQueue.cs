using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Claims, straight from the table of jobs.</summary>
internal sealed class SqliteJobQueue(SqliteJobStore store) : IJobQueue
{
    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken)
    {
        store.Signals.Claims.Wake(jobs);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        // Before it looks: what comes while it does, wakes it.
        using var waiting = store.Signals.Claims.Add(demand);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await TryClaimAsync(node, demand).ConfigureAwait(false) is { Count: > 0 } claimed)
            {
                return claimed;
            }

            using (store.Signals.ListenToOthers())
            {
                await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return [];
    }

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    // Not to be cancelled: a claim that is made has to be answered.
    private async Task<IReadOnlyList<Job>> TryClaimAsync(string node, IReadOnlyList<JobDemand> demand)
    {
        var found = await store
            .ReadAsync(
                connection => JobClaim.Look(connection, node, demand, store.Clock.Read(connection)),
                CancellationToken.None
            )
            .ConfigureAwait(false);
        return found.Count == 0
            ? []
            : await store
                .WriteAsync(
                    WriteOrder.Claim,
                    connection => JobClaim.Apply(connection, node, found, store.Clock.Read(connection)),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
    }
}
