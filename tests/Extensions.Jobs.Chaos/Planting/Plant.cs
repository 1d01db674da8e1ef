using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Puts a bug between the engine and its store, outside of what is logged and made faulty.</summary>
internal static class Plant
{
    public static IJobRepository In(PlantedBug bug, IJobRepository repository) =>
        bug switch
        {
            PlantedBug.NoFencing => new UnfencedRepository(repository),
            PlantedBug.LateAttempt => new LateAttemptRepository(repository),
            PlantedBug.Upsert => new UpsertingRepository(repository),
            _ => repository,
        };

    public static IJobQueue In(PlantedBug bug, IJobQueue queue, IJobRepository repository) =>
        bug == PlantedBug.LateAttempt ? new LateAttemptQueue(queue, repository) : queue;

    /// <summary>Saves an update over the newest version, whatever that is.</summary>
    public static async Task<bool> ForceAsync(
        this IJobRepository repository,
        JobUpdate update,
        Func<JobHeader, bool> isFair,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var found = await repository.FindAsync([update.Header.Id], JobParts.Header, cancellationToken);
            if (found.Count == 0 || !isFair(found[0].Header))
            {
                return false;
            }

            var over = update with { Header = update.Header with { Version = found[0].Header.Version + 1 } };
            if (await repository.TryUpdateAsync(over, cancellationToken))
            {
                return true;
            }
        }
    }
}
