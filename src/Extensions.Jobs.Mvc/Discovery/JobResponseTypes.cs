using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Extensions.Jobs.Mvc;

/// <summary>What descriptions of the API (OpenAPI) are told of the answers of an action.</summary>
internal static class JobResponseTypes
{
    public static void Describe(ActionModel action, string name, JobType type)
    {
        foreach (var status in DocumentsOf(name, type))
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(typeof(JobStatus), status, MediaTypes.Json));
        }

        if (BodyOf(name, type) is var (body, mediaType))
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(body, StatusCodes.Status200OK, mediaType));
        }

        foreach (var status in EmptyOf(name, type))
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(status));
        }

        foreach (var status in ProblemsOf(name, type))
        {
            var problem =
                name == JobRoutes.Create && status == 400
                    ? typeof(HttpValidationProblemDetails)
                    : typeof(ProblemDetails);
            action.Filters.Add(new ProducesResponseTypeAttribute(problem, status, MediaTypes.Problem));
        }
    }

    private static int[] DocumentsOf(string name, JobType type) =>
        name switch
        {
            JobRoutes.Create or JobRoutes.Delete => [202],
            JobRoutes.GetStatus => type is { HasOutput: true, Options.Redirect: true } ? [200, 303] : [200],
            JobRoutes.Cancel => [200, 202],
            JobRoutes.DeleteOutput => [200],
            _ => [],
        };

    /// <summary>What a 200 carries, where it is not the job document.</summary>
    private static (Type Body, string MediaType)? BodyOf(string name, JobType type) =>
        name switch
        {
            JobRoutes.List => (typeof(JobListDocument), MediaTypes.Json),
            JobRoutes.GetOutput when type.HasOutput => (type.Output, MediaTypes.Json),
            JobRoutes.Events => (typeof(string), MediaTypes.EventStream),
            _ => null,
        };

    private static int[] EmptyOf(string name, JobType type) =>
        name switch
        {
            JobRoutes.GetStatus => [304],
            JobRoutes.GetOutput => type.HasOutput ? [304] : [204],
            JobRoutes.Events or JobRoutes.Delete or JobRoutes.DeleteOutput => [204],
            _ => [],
        };

    private static int[] ProblemsOf(string name, JobType type) =>
        name switch
        {
            JobRoutes.Create => [400, 413, 415, 422, 429, 503],
            JobRoutes.List => [400, 503],
            JobRoutes.GetStatus => [400, 404, 410, 412, 503],
            JobRoutes.GetOutput => type.HasOutput ? [404, 410, 412, 503] : [404, 410, 503],
            JobRoutes.Events => [404, 410, 429, 503],
            JobRoutes.Delete => [404, 412, 503],
            JobRoutes.DeleteOutput => type.HasOutput ? [404, 409, 412, 503] : [404, 409, 503],
            JobRoutes.Cancel => [404, 409, 410, 503],
            _ => [],
        };
}
