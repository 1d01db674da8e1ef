using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Extensions.Jobs;

/// <summary>Adds workers to a process that runs jobs, with or without ASP.NET Core.</summary>
public static class JobsBuilderWorkerExtensions
{
    /// <summary>
    /// Runs jobs of a type in this process. Calling it again with the same types changes nothing; another worker for the same job
    /// is refused when the host starts.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">No name can be made of the input type: it is generic, an array, or the framework's.</exception>
    public static IJobsBuilder AddWorker<TInput, TOutput, TWorker>(
        this IJobsBuilder builder,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        builder.AddWorker<TInput, TOutput, TWorker>(JobName.Of(typeof(TInput)), configure);

    /// <summary><inheritdoc cref="AddWorker{TInput,TOutput,TWorker}(IJobsBuilder,Action{JobOptions})"/></summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the job: lower-case letters, digits and single hyphens between, 64 characters at most.</param>
    /// <param name="configure">Sets the options of this type of job. Default: nothing.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static IJobsBuilder AddWorker<TInput, TOutput, TWorker>(
        this IJobsBuilder builder,
        string name,
        Action<JobOptions>? configure = null
    )
        where TInput : notnull
        where TWorker : class, IWorker<TInput, TOutput> =>
        builder.AddType<TInput, TOutput>(
            new JobDeclaration(JobName.Check(name), typeof(TInput), typeof(TOutput)) { Worker = typeof(TWorker) },
            configure,
            static (services, type) => new JobWork<TInput, TOutput, TWorker>(services, type)
        );

    /// <summary>Adds a declaration, its options, its client and its worker.</summary>
    internal static IJobsBuilder AddType<TInput, TOutput>(
        this IJobsBuilder builder,
        JobDeclaration declaration,
        Action<JobOptions>? configure,
        Func<IServiceProvider, JobType, JobWork>? work = null
    )
        where TInput : notnull
    {
        builder.Services.AddSingleton(declaration with { Work = work });
        AddClient<TInput, TOutput>(builder.Services, declaration.Name);
        if (declaration.Worker is { } worker)
        {
            builder.Services.TryAddScoped(worker);
        }

        var options = builder.Services.AddOptions<JobOptions>(declaration.Name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return builder;
    }

    /// <summary>Another client of the same types, over HTTP perhaps, would make the job's own controller call somebody else.</summary>
    private static void AddClient<TInput, TOutput>(IServiceCollection services, string name)
        where TInput : notnull
    {
        if (
            services.Any(service =>
                service.ServiceType == typeof(IJobClient<TInput, TOutput>)
                && service.ImplementationType != typeof(JobClient<TInput, TOutput>)
            )
        )
        {
            throw new InvalidOperationException(
                $"There is another IJobClient<{typeof(TInput).Name}, {typeof(TOutput).Name}> already, so '{name}' cannot be served "
                    + "here. Declare records of their own for the jobs of the other server, or remove that client."
            );
        }

        services.TryAddSingleton<IJobClient<TInput, TOutput>, JobClient<TInput, TOutput>>();
    }
}
