using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Testing;

/// <summary>Puts faults between the engine and its store.</summary>
public static class JobsBuilderFaultExtensions
{
    /// <summary>
    /// Lets calls to the store meet faults, whichever store is chosen, before or after. The store itself is untouched.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="faults">Held by the test, which switches them.</param>
    public static IJobsBuilder AddFaults(this IJobsBuilder builder, JobFaults faults)
    {
        Wrap<IJobRepository>(builder.Services, inner => new FaultyJobRepository(inner, faults));
        Wrap<IJobQueue>(builder.Services, inner => new FaultyJobQueue(inner, faults));
        Wrap<IJobNotifier>(builder.Services, inner => new FaultyJobNotifier(inner, faults));
        return builder;
    }

    // The real part stays a singleton of the host, under a key, so that the host still disposes it.
    private static void Wrap<TPart>(IServiceCollection services, Func<TPart, TPart> wrap)
        where TPart : class
    {
        var key = new object();
        var real = services.Last(service => service.ServiceType == typeof(TPart) && !service.IsKeyedService);
        services.Remove(real);
        services.AddKeyedSingleton(key, (host, _) => (TPart)Make(real, host));
        services.AddSingleton(host => wrap(host.GetRequiredKeyedService<TPart>(key)));
    }

    private static object Make(ServiceDescriptor real, IServiceProvider host) =>
        real.ImplementationInstance
        ?? real.ImplementationFactory?.Invoke(host)
        ?? ActivatorUtilities.CreateInstance(host, real.ImplementationType!);
}
