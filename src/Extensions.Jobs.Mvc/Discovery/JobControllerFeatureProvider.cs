using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Makes MVC find a controller for each declared job: MVC looks for no closed generic types by itself. What is declared is read from
/// the services, for MVC may ask before there is a container.
/// </summary>
internal sealed class JobControllerFeatureProvider(IServiceCollection services)
    : IApplicationFeatureProvider<ControllerFeature>
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        var declarations = services
            .Where(service => !service.IsKeyedService)
            .Select(service => service.ImplementationInstance)
            .OfType<JobDeclaration>();
        foreach (var declaration in declarations.Where(declaration => declaration.HasFront))
        {
            var controller = JobControllerTypes.Of(declaration.Input, declaration.Output);
            if (!feature.Controllers.Contains(controller))
            {
                feature.Controllers.Add(controller);
            }
        }
    }
}
