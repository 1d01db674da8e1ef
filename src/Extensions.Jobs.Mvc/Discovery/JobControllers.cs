using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Extensions.Jobs.Mvc;

/// <summary>Adds to MVC what makes controllers of declared jobs.</summary>
internal static class JobControllers
{
    public static void Add<TInput, TOutput>(IServiceCollection services)
        where TInput : notnull
    {
        services
            .AddControllers()
            .ConfigureApplicationPartManager(parts =>
            {
                if (!parts.FeatureProviders.OfType<JobControllerFeatureProvider>().Any())
                {
                    parts.FeatureProviders.Add(new JobControllerFeatureProvider(services));
                }
            });
        services.TryAddEnumerable(
            ServiceDescriptor.Transient<IApplicationModelProvider, JobApplicationModelProvider>()
        );
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, JobApiDescriptions>());
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, JobStartupFilter>());
        services.TryAddSingleton<RetryAfter>();
        services.TryAddSingleton<Waits>();
        services.TryAddSingleton<EventStreams>();
        services.TryAddSingleton<IEndpointAddressScheme<JobAddress>, JobAddressScheme>();
        services.TryAddSingleton<JobPaths>();
        services.TryAddSingleton<JobLinks>();
        services.TryAddSingleton<JobPresenter>();
        // For a host that has called AddControllersAsServices already.
        services.TryAddTransient<JobsController<TInput, TOutput>>();
    }
}
