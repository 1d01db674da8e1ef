using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>Metadata of every endpoint of a controller of jobs: which type it serves, and by which action.</summary>
/// <param name="Type">The type of job.</param>
/// <param name="Action">The action of <see cref="JobsController{TInput, TOutput}"/>; null: one that a derived class adds.</param>
internal sealed record JobEndpoint(JobType Type, string? Action)
{
    /// <summary>The methods that the route has; only where the endpoint answers all others.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Whether an answer of this status may be another one under other preferences of the caller.</summary>
    public bool VariesByPrefer(int statusCode) =>
        Allow.Count == 0
        && Action switch
        {
            JobRoutes.Create => statusCode == StatusCodes.Status202Accepted,
            JobRoutes.GetStatus or JobRoutes.GetOutput => true,
            _ => false,
        };

    public static JobEndpoint Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<JobEndpoint>()
        ?? throw new InvalidOperationException("The endpoint of this request is not one of a JobsController.");
}
