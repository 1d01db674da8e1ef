using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Tests.Engine;

internal static class EngineServices
{
    /// <summary>A store in memory that passes for one that outlives its process: processes without workers may use it.</summary>
    public static JobBackend Lasting { get; } =
        JobsBuilderInMemoryExtensions.Backend with
        {
            Name = "lasting",
            IsVolatile = false,
        };

    /// <summary>Adds a type of job, in a host of its own kind.</summary>
    public static IJobsBuilder AddWork<TInput, TOutput>(
        this IServiceCollection services,
        Work<TInput, TOutput> work,
        Action<JobOptions>? job = null,
        string? name = null
    )
        where TInput : notnull =>
        services
            .AddSingleton(work)
            .AddJobs()
            .AddWorker<TInput, TOutput, ScriptedWorker<TInput, TOutput>>(name ?? JobName.Of(typeof(TInput)), job);

    /// <summary>Takes another store than the host's own: what two hosts share, they see as two processes do.</summary>
    public static IServiceCollection Share(this IServiceCollection services, InMemoryJobStore store) =>
        services.AddSingleton(store);

    /// <summary>Reaches the store through a repository of the test's.</summary>
    public static IServiceCollection Through(this IServiceCollection services, ScriptedRepository repository) =>
        services.AddSingleton(repository.Store).AddSingleton<IJobRepository>(repository);

    public static IServiceCollection Through(this IServiceCollection services, IJobQueue queue) =>
        services.AddSingleton(queue);

    public static IServiceCollection Through(this IServiceCollection services, IJobNotifier notifier) =>
        services.AddSingleton(notifier);

    public static IServiceCollection Set(this IServiceCollection services, TimeProvider time) =>
        services.AddSingleton(time);

    public static IServiceCollection Log(this IServiceCollection services, LogRecorder log) =>
        services.AddLogging(logging => logging.AddProvider(log));
}
