using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Adds clients of jobs that run behind an HTTP API.</summary>
public static class JobsClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IJobClient{TInput, TOutput}"/> for the jobs at an address. Calling it again with the same types and the same
    /// address only adds settings.
    /// </summary>
    /// <remarks>
    /// The client tries again by itself, also creations: they carry an idempotency key. It needs no resilience handler; one that is there
    /// does no harm, but its time-outs end held answers early: set <see cref="JobsClientOptions.WaitTime"/> to less than the shortest.
    /// Redirects are never followed, whatever primary handler is set: the credentials would be lost. Addresses are made from the
    /// endpoint alone, whatever public names the server writes into its links.
    /// Each wait takes a connection, over HTTP/1.1. Where the primary handler allows only some (<c>MaxConnectionsPerServer</c>), waits
    /// take half of them, and the other jobs are polled. Over HTTP/2 a second connection is opened when one is full.
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="endpoint">The address of the collection, as <c>https://host/app/jobs/ping</c>.</param>
    /// <param name="configure">Sets the options. Default: nothing.</param>
    /// <typeparam name="TInput">The input of the worker.</typeparam>
    /// <typeparam name="TOutput">The output of the worker; <see cref="NoOutput"/> if it has none.</typeparam>
    /// <returns>
    /// The builder of the HTTP client: for credentials (<c>AddHttpMessageHandler</c>), another address (<c>ConfigureHttpClient</c> and
    /// <see cref="HttpClient.BaseAddress"/>) and so on. Its name is that of the <see cref="JobsClientOptions"/>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The address is not absolute, not of HTTP, or has a query, a fragment, or a user name.
    /// </exception>
    /// <exception cref="InvalidOperationException">There is another client for the same types.</exception>
    public static IHttpClientBuilder AddJobsClient<TInput, TOutput>(
        this IServiceCollection services,
        Uri endpoint,
        Action<JobsClientOptions>? configure = null
    )
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var isNew = IsNew<TInput, TOutput>(services, Check(endpoint));
        var name = JobEndpoint<TInput, TOutput>.ClientName;
        var options = services.AddOptions<JobsClientOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (!isNew)
        {
            return services.AddHttpClient(name);
        }

        options
            .Validate(
                CanSerialize<TInput, TOutput>,
                $"SerializerOptions have no contract for {typeof(TInput)} or {typeof(TOutput)}: add both to their resolver."
            )
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<JobsClientOptions>, JobsClientOptionsValidator>()
        );
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        var jobs = new JobEndpoint<TInput, TOutput>(endpoint);
        services.AddSingleton(jobs);
        services.AddSingleton<IJobClient<TInput, TOutput>, HttpJobClient<TInput, TOutput>>();
        services.PostConfigure<HttpClientFactoryOptions>(
            name,
            http =>
                http.HttpMessageHandlerBuilderActions.Add(handler =>
                    PrimaryHandlers.Prepare(handler.PrimaryHandler, jobs.Held)
                )
        );
        return services.AddHttpClient(name, http => http.BaseAddress = endpoint);
    }

    private static Uri Check(Uri endpoint) =>
        endpoint is { IsAbsoluteUri: true, UserInfo.Length: > 0 }
            ? throw new ArgumentException(
                "The address must have no user name and password: they would not be sent. "
                    + "Give the client credentials by a handler of its IHttpClientBuilder.",
                nameof(endpoint)
            )
        : endpoint is { IsAbsoluteUri: true, Query: "", Fragment: "" }
        // Service discovery has schemes of its own, as https+http.
        && endpoint.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? endpoint
        : throw new ArgumentException(
            $"'{endpoint}' must be the absolute address of the jobs, as https://example.com/jobs/ping.",
            nameof(endpoint)
        );

    private static bool IsNew<TInput, TOutput>(IServiceCollection services, Uri endpoint)
        where TInput : notnull =>
        services.Any(service =>
            service.ImplementationInstance is JobEndpoint<TInput, TOutput> known && known.Collection == endpoint
        )
            ? false
        : services.Any(service => service.ServiceType == typeof(IJobClient<TInput, TOutput>))
            ? throw new InvalidOperationException(
                $"There is a client for jobs of {typeof(TInput)} and {typeof(TOutput)} already, in process or at another address. "
                    + "Declare a record of its own for the input of each."
            )
        : true;

    private static bool CanSerialize<TInput, TOutput>(JobsClientOptions options)
        where TInput : notnull
    {
        try
        {
            return options.SerializerOptions is null
                || new JobPayloads<TInput, TOutput>(options.SerializerOptions) is not null;
        }
        catch (Exception failure) when (failure is NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }
}
