using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Answers the query parameter that a binder refuses. Not by the model state: the host may want few errors there, and then ours is
/// not among them.
/// </summary>
internal sealed class ParameterRefusal : IActionFilter, IOrderedFilter
{
    public static ParameterRefusal Instance { get; } = new();

    /// <summary>Before any filter of the host that answers a model state by its own rules.</summary>
    public int Order => int.MinValue;

    /// <summary>Keeps for this request what is wrong with a parameter.</summary>
    public static void Set(HttpContext http, string parameter, string detail) =>
        http.Features.Set(JobProblems.InvalidParameter(parameter, detail));

    public void OnActionExecuting(ActionExecutingContext context) =>
        context.Result = context.HttpContext.Features.Get<JobProblem>();

    public void OnActionExecuted(ActionExecutedContext context) { }
}
