using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Looks for what is missing in the application, when all its middleware and routes are in place and before its server listens. What
/// it puts before them says nothing to other routes than ours.
/// </summary>
internal sealed partial class JobStartupFilter(
    JobCatalog catalog,
    IOptions<JobsOptions> options,
    ILogger<JobStartupFilter> logger
) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(BareErrors.DescribeAsync);
            next(app);
            CallerPolicies.Check(app.ApplicationServices, catalog.Types, options.Value);
            Warn(app.ApplicationServices);
        };

    private void Warn(IServiceProvider services)
    {
        var endpoints = services.GetRequiredService<EndpointDataSource>().Endpoints;
        var ours = endpoints.ToLookup(endpoint => endpoint.Metadata.GetMetadata<JobEndpoint>()?.Type);
        var front = catalog.Types.Where(type => type.HasFront).ToArray();
        if (NamesOf(front.Where(type => !ours.Contains(type))) is { Length: > 0 } unmapped)
        {
            LogUnmapped(unmapped);
        }

        var openToAll = OpenEndpoints.In(services);
        if (NamesOf(front.Where(type => ours[type].Any(openToAll))) is { Length: > 0 } open)
        {
            LogOpen(open);
        }
    }

    private static string NamesOf(IEnumerable<JobType> types) => string.Join(", ", types.Select(type => type.Name));

    [LoggerMessage(LogLevel.Warning, "No route leads to the jobs {Jobs}: call app.MapControllers().")]
    private partial void LogUnmapped(string jobs);

    [LoggerMessage(
        LogLevel.Warning,
        "The application authenticates its callers, but nothing says who may call the routes of the jobs {Jobs}. Demand a known "
            + "caller: app.MapControllers().RequireAuthorization(), a fallback policy, JobOptions.AuthorizationPolicy, or [Authorize] on "
            + "a class that derives from JobsController. Or let everybody call: [AllowAnonymous] on such a class, or "
            + "JobOptions.AllowAnonymous."
    )]
    private partial void LogOpen(string jobs);
}
