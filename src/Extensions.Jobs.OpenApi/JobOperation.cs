using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>An operation of a document that is one of a job.</summary>
/// <param name="Path">Its path in the document.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Mark">Which it is.</param>
internal sealed record JobOperation(string Path, OpenApiOperation Operation, JobOperationMark Mark)
{
    // Metadata is not written to the document.
    private const string Key = "Extensions.Jobs";

    /// <summary>Remembers with an operation which one of a job it is, until the whole document is there.</summary>
    public static Task MarkAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var action = context.Description.ActionDescriptor;
        if (action.EndpointMetadata.OfType<JobEndpoint>().FirstOrDefault() is { Action: { } name, Type: var type })
        {
            operation.Metadata ??= new Dictionary<string, object>();
            operation.Metadata[Key] = new JobOperationMark(type, name, action);
        }

        return Task.CompletedTask;
    }

    /// <summary>Those of a document.</summary>
    public static IReadOnlyList<JobOperation> In(OpenApiDocument document) =>
        [
            .. from path in document.Paths
            from operation in path.Value.Operations?.Values.ToArray() ?? []
            where operation.Metadata?.ContainsKey(Key) == true
            select new JobOperation(path.Key, operation, (JobOperationMark)operation.Metadata![Key]),
        ];
}
