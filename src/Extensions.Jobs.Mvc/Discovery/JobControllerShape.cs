using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>Makes of a controller model, generated or derived, the one of a job.</summary>
internal sealed class JobControllerShape(ControllerModel controller, JobType type, JobsOptions options)
{
    public void Apply()
    {
        JobControllerRules.CheckRoutes(controller);
        var route = controller.Selectors[0];
        if (route.AttributeRouteModel?.Attribute is JobsRouteAttribute)
        {
            route.AttributeRouteModel = new() { Template = JobRoutes.TemplateOf(type, options.RoutePrefix) };
        }

        if (controller.ControllerType.IsGenericType)
        {
            // No class can have this name: links of the host to a PingController stay its own.
            controller.ControllerName = $"jobs-{type.Name}";
        }

        if (!type.Options.Cancel)
        {
            Remove(JobRoutes.Cancel);
        }

        if (!type.Options.List)
        {
            Remove(JobRoutes.List);
        }

        route.EndpointMetadata.Insert(0, new TagsAttribute(type.Name));
        route.EndpointMetadata.Add(NoPages.Instance);
        route.EndpointMetadata.Add(NoOutputCaching.Instance);
        AddPolicies(route.EndpointMetadata);
        controller.Filters.Add(new JobCallerFilter(options));
        controller.Filters.Add(JobExceptionFilter.Instance);
        foreach (var action in controller.Actions)
        {
            Shape(action);
        }

        MethodNotAllowedActions.AddTo(controller, type);
    }

    /// <summary>
    /// The action of <see cref="JobsController{TInput, TOutput}"/> that this is or overrides; null: one that a derived class adds.
    /// </summary>
    public static string? NameOf(ActionModel action) =>
        action.ActionMethod.GetBaseDefinition().DeclaringType is { IsGenericType: true } declaring
        && declaring.GetGenericTypeDefinition() == typeof(JobsController<,>)
            ? action.ActionMethod.Name
            : null;

    private void AddPolicies(IList<object> metadata)
    {
        if (type.Options.AuthorizationPolicy is { } policy)
        {
            metadata.Add(new AuthorizeAttribute(policy));
        }

        if (type.Options.AllowAnonymous)
        {
            metadata.Add(new AllowAnonymousAttribute());
        }
    }

    private void Shape(ActionModel action)
    {
        var name = NameOf(action);
        foreach (var selector in action.Selectors)
        {
            selector.EndpointMetadata.Add(new JobEndpoint(type, name));
        }

        if (name is null)
        {
            return;
        }

        var route = action.Selectors[0];
        route.AttributeRouteModel ??= new AttributeRouteModel();
        route.AttributeRouteModel.Name = JobRoutes.NameOf(type, name);
        action.Filters.Add(NoEndpointName.Instance);
        foreach (var constraint in route.ActionConstraints.OfType<HttpMethodActionConstraint>())
        {
            if (constraint.HttpMethods.Contains(HttpMethods.Get))
            {
                // HEAD is served by the same endpoint, and stays out of descriptions of the API.
                route.EndpointMetadata.Add(new HttpMethodMetadata([.. constraint.HttpMethods, HttpMethods.Head]));
            }
        }

        if (name == JobRoutes.Events)
        {
            // A stream ends by its own lifetime.
            route.EndpointMetadata.Add(new DisableRequestTimeoutAttribute());
        }

        action.ApiExplorer.IsVisible ??= controller.ApiExplorer.IsVisible ?? true;
        JobParameters.Bind(action, name, type);
        JobResponseTypes.Describe(action, name, type);
    }

    private void Remove(string name)
    {
        foreach (var action in controller.Actions.Where(action => NameOf(action) == name).ToArray())
        {
            controller.Actions.Remove(action);
        }
    }
}
