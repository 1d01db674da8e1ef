using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Reads <c>?redirect=</c>: <c>true</c> or <c>false</c>, once. Absent, it is true; a type that does not redirect never does.
/// </summary>
internal sealed class RedirectBinder : IModelBinder
{
    private const string Parameter = "redirect";

    /// <summary>Answers what this refuses.</summary>
    public static IFilterMetadata Refusal { get; } = new RefusalFilter();

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var values = bindingContext.HttpContext.Request.Query[Parameter];
        if (values.Count == 0 || (values.Count == 1 && values[0] is "true" or "false"))
        {
            var isAllowed = JobEndpoint.Of(bindingContext.HttpContext).Type.Options.Redirect;
            bindingContext.Result = ModelBindingResult.Success(isAllowed && (values.Count == 0 || values[0] == "true"));
        }
        else
        {
            // Not in the model state: the host may want few errors there, and then ours is not among them.
            bindingContext.HttpContext.Features.Set(
                JobProblems.InvalidParameter(Parameter, "It takes true or false, once.")
            );
        }

        return Task.CompletedTask;
    }

    private sealed class RefusalFilter : IActionFilter, IOrderedFilter
    {
        /// <summary>Before any filter of the host that answers a model state by its own rules.</summary>
        public int Order => int.MinValue;

        public void OnActionExecuting(ActionExecutingContext context) =>
            context.Result = context.HttpContext.Features.Get<JobProblem>();

        public void OnActionExecuted(ActionExecutedContext context) { }
    }
}
