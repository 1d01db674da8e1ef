using Microsoft.AspNetCore.Mvc.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Holds the place of the route that a controller gets when its job is known: a derived class with <c>[ApiController]</c> must
/// have one before that.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class JobsRouteAttribute : Attribute, IRouteTemplateProvider
{
    public string Template => "jobs/[controller]";

    public int? Order => null;

    public string? Name => null;
}
