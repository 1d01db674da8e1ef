using System.Text.Json;
using System.Web;

namespace Extensions.Jobs;

/// <summary>Reads job documents and lists of them.</summary>
internal sealed class JobDocuments(JobTags tags)
{
    /// <exception cref="JobAnswerException">The answer has none.</exception>
    public JobStatus Read(JobAnswer answer) =>
        ReadJson(
            answer,
            body => Check(JsonSerializer.Deserialize(body.Span, JobStatusJsonContext.Default.JobStatus))
        ) with
        {
            Version = tags.Read(answer.Tag),
        };

    /// <summary>The document of an event.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JobStatus Read(string json) =>
        Check(JsonSerializer.Deserialize(json, JobStatusJsonContext.Default.JobStatus));

    /// <exception cref="JobAnswerException">The answer is no list.</exception>
    public JobList ReadList(JobAnswer answer) =>
        ReadJson(
            answer,
            body =>
            {
                using var document = JsonDocument.Parse(body);
                return Find(document.RootElement, "items") is { ValueKind: JsonValueKind.Array } items
                    ? new JobList([.. items.EnumerateArray().Select(ReadItem)], NextOf(document.RootElement))
                    : throw new JsonException("There are no items.");
            }
        );

    private JobStatus ReadItem(JsonElement item) =>
        Check(item.Deserialize(JobStatusJsonContext.Default.JobStatus)) with
        {
            Version = tags.Read(TextOf(Find(item, "etag"))),
        };

    private static string? NextOf(JsonElement list)
    {
        if (Find(list, "links") is not { } links || TextOf(Find(links, "next")) is not { } next)
        {
            return null;
        }

        var query = next.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && HttpUtility.ParseQueryString(next[query..])["cursor"] is { } cursor
            ? cursor
            : throw new JsonException("The link to the next page has no cursor.");
    }

    private static T ReadJson<T>(JobAnswer answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return answer.IsJson ? read(answer.Body) : throw Refusals.NotOurs(answer);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Refusals.NotOurs(answer, failure);
        }
    }

    /// <summary>The same document, if all is there that it must have: the serializer lets null pass.</summary>
    private static JobStatus Check(JobStatus? status) =>
        status is { Id: not null, Type: not null, Status: not null, Output.State: not null }
        && status.Error is null or { Title: not null }
        && status.Issues?.Any(issue => issue?.Message is null) != true
            ? status
            : throw new JsonException("It is no job document: a member is missing.");

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? TextOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
