using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Gives the controllers of jobs their routes, filters and metadata, and touches no other. A provider, not a convention of
/// <c>MvcOptions</c>: so the options of the host stay as they are, and its own conventions come afterwards. What it refuses keeps
/// the host from starting, for <c>MapControllers</c> asks at once.
/// </summary>
internal sealed class JobApplicationModelProvider(
    JobCatalog catalog,
    IModelMetadataProvider metadata,
    IOptions<JobsOptions> options
) : IApplicationModelProvider
{
    /// <summary>After all of MVC's own.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApplicationModelProviderContext context)
    {
        var controllers = context.Result.Controllers;
        foreach (var sameJob in controllers.GroupBy(Closed).Where(group => group.Key is not null).ToArray())
        {
            var controller = JobControllerRules.Choose(sameJob.Key!, [.. sameJob]);
            foreach (var other in sameJob.Where(other => other != controller))
            {
                controllers.Remove(other);
            }

            var type = JobControllerRules.TypeOf(sameJob.Key!, controller.ControllerType, catalog);
            InputTypeRules.Check(type, metadata);
            new JobControllerShape(controller, type, options.Value).Apply();
        }

        static Type? Closed(ControllerModel controller) => JobControllerTypes.ClosedBaseOf(controller.ControllerType);
    }

    public void OnProvidersExecuted(ApplicationModelProviderContext context) { }
}
