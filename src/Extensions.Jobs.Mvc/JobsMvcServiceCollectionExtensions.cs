using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs;

/// <summary>Adds jobs and their HTTP API to an ASP.NET Core application.</summary>
/// <remarks>
/// Calling a method again with the same types changes nothing. Controllers are added too, before or after the application does;
/// what is left to it is <c>app.MapControllers()</c>. Its own options stay as they are.
/// </remarks>
public static class JobsMvcServiceCollectionExtensions
{
    /// <summary>
    /// Adds a type of job with its routes, and runs it in this process. It is named after its input: <c>PingRequest</c> is <c>ping</c>.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <typeparam name="TInput">The input of the worker: the body of the request that creates a job.</typeparam>
    /// <typeparam name="TOutput">The output of the worker; <see cref="NoOutput"/> if it has none.</typeparam>
    /// <typeparam name="TWorker">The worker.</typeparam>
    /// <exception cref="ArgumentException">No name can be made of the input type: it is generic, an array, or the framework's.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput, TWorker>(
        this IServiceCollection services,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        services.AddJobs().AddJobs<TInput, TOutput, TWorker>(configure);

    /// <summary>Adds a type of job with its routes, by a name of its own, and runs it in this process.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the job: lower-case letters, digits and single hyphens between, 64 characters at most.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <typeparam name="TInput">The input of the worker: the body of the request that creates a job.</typeparam>
    /// <typeparam name="TOutput">The output of the worker; <see cref="NoOutput"/> if it has none.</typeparam>
    /// <typeparam name="TWorker">The worker.</typeparam>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput, TWorker>(
        this IServiceCollection services,
        string name,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        services.AddJobs().AddJobs<TInput, TOutput, TWorker>(name, configure);

    /// <summary>
    /// Adds only the routes of a type of job: this process accepts jobs, others run them. It is named after its input:
    /// <c>PingRequest</c> is <c>ping</c>.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <typeparam name="TInput">The input of the worker: the body of the request that creates a job.</typeparam>
    /// <typeparam name="TOutput">The output of the worker; <see cref="NoOutput"/> if it has none.</typeparam>
    /// <exception cref="ArgumentException">No name can be made of the input type: it is generic, an array, or the framework's.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput>(
        this IServiceCollection services,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull => services.AddJobs().AddJobs<TInput, TOutput>(configure);

    /// <summary>Adds only the routes of a type of job, by a name of its own: this process accepts jobs, others run them.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The name of the job: lower-case letters, digits and single hyphens between, 64 characters at most.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <typeparam name="TInput">The input of the worker: the body of the request that creates a job.</typeparam>
    /// <typeparam name="TOutput">The output of the worker; <see cref="NoOutput"/> if it has none.</typeparam>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput>(
        this IServiceCollection services,
        string name,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull => services.AddJobs().AddJobs<TInput, TOutput>(name, configure);
}
