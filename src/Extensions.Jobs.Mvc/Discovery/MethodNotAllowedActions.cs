using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// For each route of a job one action more, which takes every method that the route does not have: routing alone would answer 405
/// without a body.
/// </summary>
internal static class MethodNotAllowedActions
{
    public static void AddTo(ControllerModel controller, JobType type)
    {
        var method = JobControllerTypes
            .ClosedBaseOf(controller.ControllerType)!
            .GetMethod(nameof(JobsController<,>.MethodNotAllowed), BindingFlags.Instance | BindingFlags.NonPublic)!;
        var routes = controller.Actions.SelectMany(action =>
            action.Selectors.Select(selector => (Name: JobControllerShape.NameOf(action), Selector: selector))
        );
        foreach (
            var route in routes
                .GroupBy(route => route.Selector.AttributeRouteModel?.Template, StringComparer.OrdinalIgnoreCase)
                .Where(route => route.Any(each => each.Name is not null))
                .ToArray()
        )
        {
            var endpoint = new JobEndpoint(type, route.First(each => each.Name is not null).Name)
            {
                Allow =
                [
                    .. route.SelectMany(each => MethodsOf(each.Selector)).Distinct().Order(StringComparer.Ordinal),
                ],
            };
            controller.Actions.Add(Action(controller, method, route.Key, endpoint));
        }
    }

    private static ActionModel Action(
        ControllerModel controller,
        MethodInfo method,
        string? template,
        JobEndpoint endpoint
    ) =>
        new(method, [])
        {
            ActionName = method.Name,
            Controller = controller,
            ApiExplorer = { IsVisible = false },
            Selectors =
            {
                new SelectorModel
                {
                    AttributeRouteModel = new AttributeRouteModel
                    {
                        Template = template,
                        SuppressLinkGeneration = true,
                        // Whatever else the host has on the same path goes first.
                        Order = int.MaxValue,
                    },
                    EndpointMetadata = { endpoint },
                },
            },
        };

    private static IEnumerable<string> MethodsOf(SelectorModel selector)
    {
        var methods = selector
            .ActionConstraints.OfType<HttpMethodActionConstraint>()
            .SelectMany(each => each.HttpMethods);
        return methods.SelectMany(method =>
            method == HttpMethods.Get ? (string[])[HttpMethods.Get, HttpMethods.Head] : [method]
        );
    }
}
