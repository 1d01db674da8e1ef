using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>Which back-end keeps, queues and signals jobs: a single choice before a whole store, and memory where nothing was chosen.</summary>
internal sealed class JobBackends(IEnumerable<JobBackend> chosen, IServiceProvider services)
{
    private readonly JobBackend[] _chosen = [.. chosen];

    private static JobBackend InMemory { get; } = JobsBuilderInMemoryExtensions.Backend;

    /// <summary>Whether jobs end with the process.</summary>
    public bool IsVolatile => Choose(backend => backend.Repository).IsVolatile;

    public IJobRepository MakeRepository() => Choose(backend => backend.Repository).Repository!(services);

    public IJobQueue MakeQueue() => Choose(backend => backend.Queue).Queue!(services);

    public IJobNotifier MakeNotifier() => Choose(backend => backend.Notifier).Notifier!(services);

    /// <exception cref="InvalidOperationException">Two were chosen for the same part; the message names them.</exception>
    public void Check()
    {
        Check("store", backend => backend.IsWhole);
        Check("repository", backend => !backend.IsWhole && backend.Repository is not null);
        Check("queue", backend => !backend.IsWhole && backend.Queue is not null);
        Check("notifier", backend => !backend.IsWhole && backend.Notifier is not null);
    }

    private JobBackend Choose(Func<JobBackend, object?> part) =>
        _chosen.FirstOrDefault(backend => !backend.IsWhole && part(backend) is not null)
        ?? _chosen.FirstOrDefault(backend => backend.IsWhole)
        ?? InMemory;

    private void Check(string part, Func<JobBackend, bool> isOne)
    {
        var names = _chosen.Where(isOne).Select(backend => backend.Name).ToArray();
        if (names.Length > 1)
        {
            throw new InvalidOperationException(
                $"More than one {part} was chosen for jobs: {string.Join(", ", names)}. Keep one of the Use… calls."
            );
        }
    }
}
