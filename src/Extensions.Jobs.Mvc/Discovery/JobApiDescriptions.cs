using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Tells descriptions of the API where a job is mapped, and that an input is JSON and nothing else. By itself MVC tells what its
/// formatters can read; and a <c>[Consumes]</c> would answer 415 before the caller is authorized.
/// </summary>
internal sealed class JobApiDescriptions(EndpointDataSource endpoints, IModelMetadataProvider metadata)
    : IApiDescriptionProvider
{
    /// <summary>After MVC's own.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        var route = new DescribedRoute(endpoints, metadata);
        foreach (var description in context.Results)
        {
            var endpoint = description.ActionDescriptor.EndpointMetadata.OfType<JobEndpoint>().FirstOrDefault();
            if (endpoint is not null)
            {
                route.Describe(description);
            }

            if (endpoint?.Action == JobRoutes.Create)
            {
                description.SupportedRequestFormats.Clear();
                description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = MediaTypes.Json });
            }
            else if (endpoint?.Action == JobRoutes.List)
            {
                DescribeQuery(description);
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }

    /// <summary>What <see cref="JobListQueryBinder"/> reads, not the members of what it makes.</summary>
    private void DescribeQuery(ApiDescription description)
    {
        var query = description.ActionDescriptor.Parameters[0].Name;
        foreach (
            var member in description
                .ParameterDescriptions.Where(each => each.ParameterDescriptor?.Name == query)
                .ToArray()
        )
        {
            description.ParameterDescriptions.Remove(member);
        }

        Add(JobListQueryBinder.Status, typeof(string[]));
        Add(JobListQueryBinder.Created, typeof(string));
        Add(JobListQueryBinder.Limit, typeof(int));
        Add(JobListQueryBinder.Cursor, typeof(string));

        void Add(string name, Type type) =>
            description.ParameterDescriptions.Add(DescribedParameter.Of(name, BindingSource.Query, type, metadata));
    }
}
