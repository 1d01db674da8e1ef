using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Chaos;

/// <summary>Puts something around the parts of the chosen store.</summary>
internal static class StoreWrapping
{
    public static void WrapStore(this IServiceCollection services, Func<JobBackend, JobBackend> wrap)
    {
        var chosen = services.Single(service => service.ServiceType == typeof(JobBackend));
        services.Remove(chosen);
        services.AddSingleton(wrap((JobBackend)chosen.ImplementationInstance!));
    }
}
