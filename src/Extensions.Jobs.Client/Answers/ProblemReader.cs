using System.Text.Json;

namespace Extensions.Jobs;

/// <summary>Reads problem documents, and expects the worst of them.</summary>
internal static class ProblemReader
{
    /// <summary>Null: it is none.</summary>
    public static ReceivedProblem? Read(string? mediaType, ReadOnlyMemory<byte> body)
    {
        // Some hosts label their problems as plain JSON.
        if (mediaType?.ToUpperInvariant() is not ("APPLICATION/PROBLEM+JSON" or "APPLICATION/JSON"))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter for text that is no UTF-16.
            return null;
        }
    }

    private static ReceivedProblem Read(JsonElement root)
    {
        var problem = new ReceivedProblem();
        var extensions = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            // RFC 9457, 3.1: a member that is not of its type is ignored.
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            switch (member.Name)
            {
                case "type":
                    problem = problem with { Type = text ?? problem.Type };
                    break;
                case "title":
                    problem = problem with { Title = text };
                    break;
                case "status":
                    problem = problem with { Status = NumberOf(member.Value) };
                    break;
                case "detail":
                    problem = problem with { Detail = text };
                    break;
                case "instance":
                    problem = problem with { Instance = text };
                    break;
                case "traceId":
                    problem = problem with { TraceId = text };
                    break;
                default:
                    extensions[member.Name] = member.Value.Clone();
                    break;
            }
        }

        return problem with
        {
            Extensions = extensions,
        };
    }

    /// <summary>A whole number among the extensions; null: it is not there.</summary>
    public static int? NumberOf(ReceivedProblem? problem, string name) =>
        problem?.Extensions.TryGetValue(name, out var value) == true ? NumberOf(value) : null;

    /// <summary>A time among the extensions; null: it is not there.</summary>
    public static DateTimeOffset? TimeOf(ReceivedProblem? problem, string name) =>
        problem?.Extensions.TryGetValue(name, out var value) == true
        && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var time)
            ? time
            : null;

    private static int? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
