using System.Globalization;
using System.Text.Json.Nodes;
using Extensions.Jobs.Mvc;
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
            Describe(operation.Path, answer, before, responses);
        }

        foreach (var (status, response) in before)
        {
            responses.TryAdd(status, response);
        }
    }

    private void Describe(string path, Answer answer, OpenApiResponses before, OpenApiResponses responses)
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

        DescribeContent(response, path, answer);
    }

    private void DescribeContent(OpenApiResponse response, string path, Answer answer)
    {
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        switch (answer.Content)
        {
            case AnswerContent.Job:
                Put(MediaTypes.Json, schemas.Job, examples.Document);
                break;
            case AnswerContent.Jobs:
                Put(MediaTypes.Json, schemas.List).Example ??= examples.Page();
                break;
            case AnswerContent.Events:
                Put(MediaTypes.EventStream, schemas.Stream).Example ??= examples.Stream();
                break;
            case AnswerContent.Problem:
                var instance = addresses.Instance(path);
                Put(
                    MediaTypes.Problem,
                    schemas.Problem,
                    name => ProblemExamples.Of(name, answer.Status, instance, addresses)
                );
                break;
        }

        OpenApiMediaType Put(string mediaType, IOpenApiSchema schema, Func<string, JsonNode>? example = null)
        {
            if (!response.Content.TryGetValue(mediaType, out var media))
            {
                response.Content[mediaType] = media = new OpenApiMediaType();
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
