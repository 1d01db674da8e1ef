using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs;

/// <summary>Chooses the memory of the process as the store.</summary>
public static class JobsBuilderInMemoryExtensions
{
    /// <summary>What is used where nothing was chosen.</summary>
    internal static JobBackend Backend { get; } =
        new("memory")
        {
            Repository = static services => new InMemoryJobRepository(services.GetRequiredService<InMemoryJobStore>()),
            Queue = static services => new InMemoryJobQueue(services.GetRequiredService<InMemoryJobStore>()),
            Notifier = static services => new InMemoryJobNotifier(services.GetRequiredService<InMemoryJobStore>()),
            IsVolatile = true,
        };

    /// <summary>
    /// Keeps jobs in the memory of this process: they end with it. This is the default; saying it makes another whole store a
    /// mistake that is refused when the host starts.
    /// </summary>
    public static IJobsBuilder UseInMemory(this IJobsBuilder builder) => builder.UseStore(Backend);
}
