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

        if (name == JobRoutes.List)
        {
            action.Filters.Add(
                new ProducesResponseTypeAttribute(typeof(JobListDocument), StatusCodes.Status200OK, MediaTypes.Json)
            );
        }

        if (name == JobRoutes.Events)
        {
            action.Filters.Add(
                new ProducesResponseTypeAttribute(typeof(string), StatusCodes.Status200OK, MediaTypes.EventStream)
            );
        }

        if (name == JobRoutes.GetOutput)
        {
            action.Filters.Add(
                type.HasOutput
                    ? new ProducesResponseTypeAttribute(type.Output, StatusCodes.Status200OK, MediaTypes.Json)
                    : new ProducesResponseTypeAttribute(StatusCodes.Status204NoContent)
            );
        }

        if (name is JobRoutes.Delete or JobRoutes.DeleteOutput or JobRoutes.Events)
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(StatusCodes.Status204NoContent));
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

    private static int[] ProblemsOf(string name, JobType type) =>
        name switch
        {
            JobRoutes.Create => [400, 413, 415, 422, 429, 503],
            JobRoutes.List => [400, 503],
            JobRoutes.GetStatus => [400, 404, 410, 412, 503],
            JobRoutes.GetOutput => type.HasOutput ? [404, 410, 412, 503] : [404, 410, 503],
            JobRoutes.Events => [404, 410, 429, 503],
            JobRoutes.Delete => [404, 412, 503],
            JobRoutes.DeleteOutput => [404, 409, 412, 503],
            JobRoutes.Cancel => [404, 409, 410, 503],
            _ => [],
        };
}
