using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Where the parameters of an action come from, and what is checked before it runs. Set here and not by attributes, which an
/// override in a derived class would not inherit.
/// </summary>
internal static class JobParameters
{
    public static void Bind(ActionModel action, string name, JobType type)
    {
        if (name == JobRoutes.Create)
        {
            action.Parameters[0].BindingInfo = new BindingInfo
            {
                BindingSource = BindingSource.Body,
                EmptyBodyBehavior = EmptyBodyBehavior.Disallow,
            };
            ServerBodyLimit.Raise(action.Selectors[0].EndpointMetadata, type.Options.MaxInputBytes);
            action.Filters.Add(new InputBodyFilter(type.Options.MaxInputBytes));
            action.Filters.Add(InputBindingFilter.Instance);
        }
        else if (name == JobRoutes.List)
        {
            action.Parameters[0].BindingInfo = new BindingInfo
            {
                BindingSource = BindingSource.Query,
                BinderType = typeof(JobListQueryBinder),
            };
            action.Filters.Add(ParameterRefusal.Instance);
        }
        else if (name == JobRoutes.GetStatus)
        {
            action.Parameters[1].BindingInfo = new BindingInfo
            {
                BindingSource = BindingSource.Query,
                BinderType = typeof(RedirectBinder),
            };
            action.Filters.Add(ParameterRefusal.Instance);
        }
    }
}
