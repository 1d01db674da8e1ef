using System.Globalization;
using Extensions.Jobs.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>
/// Completes all operations of jobs at once, when the document has all its paths and schemas: examples name other operations, and a
/// schema must not take the name of one that the application has.
/// </summary>
internal static class JobDescriptions
{
    public static Task CompleteAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var operations = JobOperation.In(document);
        if (operations.Count > 0)
        {
            var answers = new JobAnswers(context.ApplicationServices);
            RemoveDisplaced(document, operations, answers);
            var schemas = new JobSchemas(document);
            var options = context.ApplicationServices.GetRequiredService<IOptions<JobsOptions>>().Value;
            foreach (var job in operations.GroupBy(each => each.Mark.Type))
            {
                Complete(job.Key, [.. job], answers, schemas, options);
                DescribeTag(document, job.Key.Name);
            }
        }

        return Task.CompletedTask;
    }

    private static void RemoveDisplaced(
        OpenApiDocument document,
        IEnumerable<JobOperation> operations,
        JobAnswers answers
    )
    {
        var displaced = new DisplacedSchemas(document);
        foreach (var operation in operations)
        {
            foreach (var answer in answers.Of(operation.Mark).Where(each => each.Content != AnswerContent.Output))
            {
                var status = answer.Status.ToString(CultureInfo.InvariantCulture);
                var content = operation.Operation.Responses?.GetValueOrDefault(status)?.Content;
                if (answer.MediaType is { } type && content?.TryGetValue(type, out var media) == true)
                {
                    displaced.Take(media);
                }
            }
        }

        displaced.Remove();
    }

    private static void Complete(
        JobType type,
        IReadOnlyList<JobOperation> operations,
        JobAnswers answers,
        JobSchemas schemas,
        JobsOptions options
    )
    {
        var addresses = JobAddresses.Of(operations, options);
        var examples = new JobExamples(type.Name, type.HasOutput, addresses);
        var descriptions = new AnswerDescriptions(schemas, examples, addresses);
        var payloads = new PayloadSchemas();
        foreach (var operation in operations)
        {
            RequestDescriptions.Describe(operation);
            descriptions.Describe(operation, answers.Of(operation.Mark));
            payloads.Narrow(JsonOf(operation.Operation.RequestBody?.Content));
            if (operation.Mark.Action == JobRoutes.GetOutput)
            {
                payloads.Narrow(JsonOf(operation.Operation.Responses?.GetValueOrDefault("200")?.Content));
            }
        }
    }

    private static IOpenApiSchema? JsonOf(IDictionary<string, OpenApiMediaType>? content) =>
        content?.TryGetValue(MediaTypes.Json, out var media) == true ? media.Schema : null;

    private static void DescribeTag(OpenApiDocument document, string name)
    {
        if (document.Tags?.FirstOrDefault(each => each.Name == name) is { } tag)
        {
            tag.Description ??= $"Jobs of the type {name}.";
        }
    }
}
