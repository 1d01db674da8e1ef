using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>Writes answers into an operation; what the application has said of them itself stays.</summary>
internal sealed class AnswerDescriptions(JobSchemas schemas, JobExamples examples, JobAddresses addresses)
{
    public void Describe(JobOperation operation, IEnumerable<Answer> answers)
    {
        var before = operation.Operation.Responses ?? [];
        var responses = operation.Operation.Responses = [];
        foreach (var answer in answers)
        {
            Describe(operation, answer, before, responses);
        }

        foreach (var (status, response) in before)
        {
            responses.TryAdd(status, response);
        }
    }

    private void Describe(JobOperation operation, Answer answer, OpenApiResponses before, OpenApiResponses responses)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        responses[status] = before.TryGetValue(status, out var found) ? found : found = new OpenApiResponse();
        if (found is not OpenApiResponse response)
        {
            return;
        }

        if (response.Description is null or "" || response.Description == ReasonPhrases.GetReasonPhrase(answer.Status))
        {
            response.Description = answer.Description;
        }

        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var header in answer.Headers)
        {
            response.Headers.TryAdd(header.Name, header.Describe(addresses));
        }

        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        RemoveProduced(operation.Mark.Descriptor, response.Content, answer);
        DescribeContent(response.Content, operation.Path, answer);
    }

    /// <summary>The framework adds to every answer what a <c>[Produces]</c> of a derived class names; ours do not heed it.</summary>
    private static void RemoveProduced(
        ActionDescriptor action,
        IDictionary<string, OpenApiMediaType> content,
        Answer answer
    )
    {
        var produced = action.EndpointMetadata.OfType<ProducesAttribute>().SelectMany(each => each.ContentTypes);
        foreach (var type in produced.Where(type => type != answer.MediaType))
        {
            if (content.TryGetValue(type, out var media) && media is { Schema: null, Example: null, Examples: null })
            {
                content.Remove(type);
            }
        }
    }

    private void DescribeContent(IDictionary<string, OpenApiMediaType> content, string path, Answer answer)
    {
        switch (answer.Content)
        {
            case AnswerContent.Job:
                Put(schemas.Job, examples.Document);
                break;
            case AnswerContent.Jobs:
                Put(schemas.List).Example ??= examples.Page();
                break;
            case AnswerContent.Events:
                Put(schemas.Stream).Example ??= examples.Stream();
                break;
            case AnswerContent.Problem:
                var instance = addresses.Instance(path);
                Put(schemas.Problem, name => ProblemExamples.Of(name, answer.Status, instance, addresses));
                break;
        }

        OpenApiMediaType Put(IOpenApiSchema schema, Func<string, JsonNode>? example = null)
        {
            if (!content.TryGetValue(answer.MediaType!, out var media))
            {
                content[answer.MediaType!] = media = new OpenApiMediaType();
            }

            media.Schema = answer.HasSchema ? schema : null;
            if (media is { Example: null, Examples: null } && answer.Examples.Count > 0)
            {
                media.Examples = answer.Examples.ToDictionary(
                    name => name,
                    IOpenApiExample (name) => new OpenApiExample { Value = example!(name) }
                );
            }

            return media;
        }
    }
}
