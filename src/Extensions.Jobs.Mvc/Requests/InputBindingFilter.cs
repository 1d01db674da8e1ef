using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>Answers an input that could not be read, or is not valid; the host's own answer is neither asked for nor changed.</summary>
internal sealed class InputBindingFilter : IAsyncActionFilter, IOrderedFilter
{
    public static InputBindingFilter Instance { get; } = new();

    /// <summary>Before any filter of the host that answers a model state by its own rules.</summary>
    public int Order => int.MinValue;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var body = context.HttpContext.Features.Get<InputBody>()!;
        var parameter = context.ActionDescriptor.Parameters[0].Name;
        var hasInput = context.ActionArguments.TryGetValue(parameter, out var input) && input is not null;
        if (hasInput && context.ModelState.IsValid && !body.IsNull)
        {
            body.IsBound = true;
            await next();
            return;
        }

        // A body that is too large is that first, whatever is in it.
        await body.CheckSizeAsync(context.HttpContext.RequestAborted);
        context.Result =
            body.IsNull || body.IsEmpty || context.ModelState.IsValid
                ? GenericProblems.NoInput()
                : OfFailure(context.ModelState)
                    ?? GenericProblems.Invalid(
                        hasInput
                            ? InputErrors.OfValidation(
                                context.ModelState,
                                input!.GetType(),
                                OptionsOf(context.HttpContext)
                            )
                            : InputErrors.OfReading(context.ModelState, parameter)
                    );
    }

    private static JsonSerializerOptions OptionsOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;

    /// <summary>A formatter of the host may leave in the model state what ours throw.</summary>
    private static JobProblem? OfFailure(ModelStateDictionary state)
    {
        var failures = state.Values.SelectMany(entry => entry.Errors).Select(error => error.Exception);
        return failures
            .Select(failure =>
                failure switch
                {
                    UnsupportedContentTypeException => GenericProblems.UnsupportedMediaType(),
                    BadHttpRequestException refused => GenericProblems.Of(refused.StatusCode),
                    _ => null,
                }
            )
            .FirstOrDefault(problem => problem is not null);
    }
}
