using Extensions.Jobs.OpenApi;
using Microsoft.AspNetCore.OpenApi;

namespace Extensions.Jobs;

/// <summary>Describes jobs in the OpenAPI documents of Microsoft.AspNetCore.OpenApi.</summary>
public static class JobsOpenApiOptionsExtensions
{
    /// <summary>
    /// Completes a document by what metadata cannot say of the routes of jobs: all answers with their headers, the headers of
    /// requests, the schemas of job documents and problems as they are on the wire, the event stream, and examples. Operations of
    /// the application itself stay as they are.
    /// </summary>
    /// <remarks>
    /// What transformers of the application say of an operation has the last word, if they are operation transformers, or document
    /// transformers that are added after this. A second call changes nothing.
    /// </remarks>
    /// <example><c>services.AddOpenApi(options => options.AddJobs())</c></example>
    /// <param name="options">The options of one document.</param>
    /// <returns>The same options.</returns>
    public static OpenApiOptions AddJobs(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options
            .AddSchemaTransformer(new InputConstraints())
            .AddOperationTransformer(JobOperation.MarkAsync)
            .AddDocumentTransformer(JobDescriptions.CompleteAsync);
    }
}
