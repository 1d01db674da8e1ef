using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Extensions.Jobs.Mvc;

/// <summary>Which controller serves a job, and what is refused; each failure says the fix.</summary>
internal static class JobControllerRules
{
    /// <summary>The one derived controller, else the generated one.</summary>
    public static ControllerModel Choose(Type closed, IReadOnlyList<ControllerModel> controllers)
    {
        var derived = controllers.Where(controller => controller.ControllerType != closed).ToArray();
        return derived.Length switch
        {
            0 => controllers[0],
            1 => derived[0],
            _ => throw new InvalidOperationException(
                $"More than one controller derives from {Name(closed)}: "
                    + $"{string.Join(", ", derived.Select(controller => controller.ControllerType))}. "
                    + "Keep one of them, or make those that only others derive from abstract."
            ),
        };
    }

    /// <summary>The declared type of job that a controller serves.</summary>
    public static JobType TypeOf(Type closed, Type controller, JobCatalog catalog)
    {
        var payloads = closed.GetGenericArguments();
        return catalog.Types.FirstOrDefault(type =>
                type.HasFront && type.Input == payloads[0] && type.Output == payloads[1]
            )
            ?? throw new InvalidOperationException(
                $"The controller {controller} serves a job that is not declared with routes. Declare it: "
                    + $"services.AddJobs<{payloads[0].Name}, {payloads[1].Name}, …>(), where AddWorker alone is not enough; or "
                    + "remove the controller."
            );
    }

    /// <summary>A job has one address: the links in its document lead there.</summary>
    public static void CheckRoutes(ControllerModel controller)
    {
        if (controller.Selectors.Count > 1)
        {
            throw new InvalidOperationException(
                $"The controller {controller.ControllerType} has more than one [Route]. Keep one of them: the links of a job can "
                    + "lead to one address only."
            );
        }
    }

    private static string Name(Type closed)
    {
        var payloads = closed.GetGenericArguments();
        return $"JobsController<{payloads[0].Name}, {payloads[1].Name}>";
    }
}
