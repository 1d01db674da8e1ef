using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Reads <c>?redirect=</c>: <c>true</c> or <c>false</c>, once. Absent, it is true; a type that does not redirect never does.
/// </summary>
internal sealed class RedirectBinder : IModelBinder
{
    public const string Parameter = "redirect";

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var http = bindingContext.HttpContext;
        var values = http.Request.Query[Parameter];
        if (values.Count == 0 || (values.Count == 1 && values[0] is "true" or "false"))
        {
            var isAllowed = JobEndpoint.Of(http).Type.Options.Redirect;
            bindingContext.Result = ModelBindingResult.Success(isAllowed && (values.Count == 0 || values[0] == "true"));
        }
        else
        {
            ParameterRefusal.Set(http, Parameter, "It takes true or false, once.");
        }

        return Task.CompletedTask;
    }
}
