using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Chaos;

/// <summary>Reads the store of a run directly, as none of its processes.</summary>
internal sealed class StoreReader : IDisposable
{
    private const int MaxRead = 500;

    private readonly ServiceProvider _services;
    private readonly IJobRepository _repository;

    public StoreReader(StoreKind store, string directory)
    {
        var services = new ServiceCollection();
        Stores.Use(services.AddJobs(), store, directory);
        _services = services.BuildServiceProvider();
        _repository = _services.GetRequiredService<IJobRepository>();
    }

    public async Task<long> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var counts = await _repository.CountAsync(
            [ChaosJobs.DigestName, ChaosJobs.ArchiveName],
            DateTimeOffset.MaxValue,
            cancellationToken
        );
        return counts.Sum(count => count.Queued + count.Running);
    }

    /// <summary>All jobs of these ids, tombstones too, with what is left of their payloads.</summary>
    public async Task<IReadOnlyDictionary<string, Job>> ReadAsync(
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, Job>(StringComparer.Ordinal);
        foreach (var group in ids.Chunk(MaxRead))
        {
            var jobs = await _repository.FindAsync(group, JobParts.Input | JobParts.Output, cancellationToken);
            foreach (var job in jobs)
            {
                found[job.Header.Id] = job;
            }
        }

        return found;
    }

    public void Dispose() => _services.Dispose();
}
