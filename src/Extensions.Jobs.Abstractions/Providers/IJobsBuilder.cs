using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs;

/// <summary>Goes on configuring jobs: which workers run here, and which store keeps them.</summary>
public interface IJobsBuilder
{
    /// <summary>The services of the host.</summary>
    IServiceCollection Services { get; }
}

/// <summary>Chooses where jobs are kept, queued and signalled.</summary>
public static class JobsBuilderBackendExtensions
{
    /// <summary>
    /// Uses a whole store: it fills what no single <c>Use…</c> has chosen, in whatever order they are called. A second whole store is
    /// refused when the host starts.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="store">The three parts, which the host makes once and disposes.</param>
    public static IJobsBuilder UseStore(this IJobsBuilder builder, JobBackend store)
    {
        builder.Services.AddSingleton(store);
        return builder;
    }

    /// <summary>Uses this repository, whatever the whole store. A second one is refused when the host starts.</summary>
    public static IJobsBuilder UseRepository<TRepository>(this IJobsBuilder builder)
        where TRepository : class, IJobRepository =>
        builder.UseStore(
            new JobBackend(typeof(TRepository).Name)
            {
                Repository = static services => ActivatorUtilities.CreateInstance<TRepository>(services),
            }
        );

    /// <summary>Uses this queue, whatever the whole store. A second one is refused when the host starts.</summary>
    public static IJobsBuilder UseQueue<TQueue>(this IJobsBuilder builder)
        where TQueue : class, IJobQueue =>
        builder.UseStore(
            new JobBackend(typeof(TQueue).Name)
            {
                Queue = static services => ActivatorUtilities.CreateInstance<TQueue>(services),
            }
        );

    /// <summary>Uses this notifier, whatever the whole store. A second one is refused when the host starts.</summary>
    public static IJobsBuilder UseNotifier<TNotifier>(this IJobsBuilder builder)
        where TNotifier : class, IJobNotifier =>
        builder.UseStore(
            new JobBackend(typeof(TNotifier).Name)
            {
                Notifier = static services => ActivatorUtilities.CreateInstance<TNotifier>(services),
            }
        );
}
