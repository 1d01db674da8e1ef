using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>Removes finished jobs whose time has come, and forgets tombstones. In small steps, so that no claim waits for them.</summary>
internal sealed class JobRetention(IJobRepository repository, JobCatalog catalog, JobWriter writer, JobClock clock)
{
    private const int MaxGroup = 200;

    /// <summary>How many groups one pass takes: the next pass goes on.</summary>
    private const int MaxGroups = 50;

    private readonly string[] _names = [.. catalog.Types.SelectMany(type => type.Names)];

    public async Task ExpireAsync(CancellationToken cancellationToken)
    {
        for (var group = 0; group < MaxGroups; group++)
        {
            var query = new JobQuery(JobSet.Expired)
            {
                Names = _names,
                Before = clock.Now,
                Limit = MaxGroup,
            };
            var expired = await repository.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            // Side by side: a store that groups writes commits them together.
            await Task.WhenAll(expired.Jobs.Select(job => ExpireAsync(job, cancellationToken))).ConfigureAwait(false);
            if (expired.Jobs.Count < MaxGroup)
            {
                return;
            }
        }
    }

    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        for (var group = 0; group < MaxGroups; group++)
        {
            if (await repository.PurgeAsync(clock.Now, MaxGroup, cancellationToken).ConfigureAwait(false) < MaxGroup)
            {
                return;
            }
        }
    }

    private Task ExpireAsync(JobHeader job, CancellationToken cancellationToken) =>
        catalog.TryGet(job.Name, out var type)
            ? writer.ApplyAsync(
                job,
                (header, now) => JobTransitions.Expire(header, type.Policy, now),
                cancellationToken
            )
            : Task.CompletedTask;
}
