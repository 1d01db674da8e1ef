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
            bindingContext.ModelState.AddModelError(Parameter, "It takes true or false, once.");
        }

        return Task.CompletedTask;
    }

    private sealed class RefusalFilter : IActionFilter, IOrderedFilter
    {
        /// <summary>Before any filter of the host that answers a model state by its own rules.</summary>
        public int Order => int.MinValue;

        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.ModelState[Parameter]?.Errors.Count > 0)
            {
                context.Result = JobProblems.InvalidParameter(Parameter, "It takes true or false, once.");
            }
        }

        public void OnActionExecuted(ActionExecutedContext context) { }
    }
}
