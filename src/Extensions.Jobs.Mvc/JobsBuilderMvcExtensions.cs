using Extensions.Jobs.Mvc;

namespace Extensions.Jobs;

/// <summary>Adds one type of job after the other, with their HTTP API.</summary>
public static class JobsBuilderMvcExtensions
{
    /// <summary><inheritdoc cref="JobsMvcServiceCollectionExtensions.AddJobs{TInput,TOutput,TWorker}(Microsoft.Extensions.DependencyInjection.IServiceCollection,Action{JobOptions})"/></summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">No name can be made of the input type: it is generic, an array, or the framework's.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput, TWorker>(
        this IJobsBuilder builder,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        builder.AddJobs<TInput, TOutput, TWorker>(JobName.Of(typeof(TInput)), configure);

    /// <summary><inheritdoc cref="JobsMvcServiceCollectionExtensions.AddJobs{TInput,TOutput,TWorker}(Microsoft.Extensions.DependencyInjection.IServiceCollection,string,Action{JobOptions})"/></summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the job: lower-case letters, digits and single hyphens between, 64 characters at most.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput, TWorker>(
        this IJobsBuilder builder,
        string name,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        builder.AddJobs<TInput, TOutput>(name, configure).AddWorker<TInput, TOutput, TWorker>(name);

    /// <summary><inheritdoc cref="JobsMvcServiceCollectionExtensions.AddJobs{TInput,TOutput}(Microsoft.Extensions.DependencyInjection.IServiceCollection,Action{JobOptions})"/></summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">No name can be made of the input type: it is generic, an array, or the framework's.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput>(this IJobsBuilder builder, Action<JobOptions>? configure = null)
        where TInput : notnull => builder.AddJobs<TInput, TOutput>(JobName.Of(typeof(TInput)), configure);

    /// <summary><inheritdoc cref="JobsMvcServiceCollectionExtensions.AddJobs{TInput,TOutput}(Microsoft.Extensions.DependencyInjection.IServiceCollection,string,Action{JobOptions})"/></summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the job: lower-case letters, digits and single hyphens between, 64 characters at most.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static IJobsBuilder AddJobs<TInput, TOutput>(
        this IJobsBuilder builder,
        string name,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
    {
        var declaration = new JobDeclaration(JobName.Check(name), typeof(TInput), typeof(TOutput)) { HasFront = true };
        JobControllers.Add<TInput, TOutput>(builder.Services);
        return builder.AddType<TInput, TOutput>(declaration, configure);
    }
}
