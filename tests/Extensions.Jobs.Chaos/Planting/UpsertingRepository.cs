using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Saves each snapshot over whatever is there.</summary>
internal sealed class UpsertingRepository(IJobRepository inner) : RepositoryWrapper(inner)
{
    public override async Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
        await Inner.TryUpdateAsync(update, cancellationToken)
        || await Inner.ForceAsync(update, static _ => true, cancellationToken);
}
