using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Tells descriptions of the API that an input is JSON and nothing else. By itself MVC tells what its formatters can read; and a
/// <c>[Consumes]</c> would answer 415 before the caller is authorized.
/// </summary>
internal sealed class JobApiDescriptions : IApiDescriptionProvider
{
    /// <summary>After MVC's own.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var description in context.Results)
        {
            var endpoint = description.ActionDescriptor.EndpointMetadata.OfType<JobEndpoint>().FirstOrDefault();
            if (endpoint?.Action == JobRoutes.Create)
            {
                description.SupportedRequestFormats.Clear();
                description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = MediaTypes.Json });
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }
}
