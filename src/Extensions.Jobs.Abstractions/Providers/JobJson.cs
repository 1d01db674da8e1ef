using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Extensions.Jobs.Providers;

/// <summary>
/// How errors, warnings and what nodes know are written in a column of text, the same in every store. A contract: what an older
/// version has written must stay readable.
/// </summary>
public static class JobJson
{
    /// <summary>Writes an error.</summary>
    [return: NotNullIfNotNull(nameof(error))]
    public static string? Write(JobError? error) =>
        error is null ? null : JsonSerializer.Serialize(error, JobJsonContext.Default.JobError);

    /// <summary>Reads an error.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static JobError? ReadError(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, JobJsonContext.Default.JobError)!;

    /// <summary>Writes warnings; none is null.</summary>
    public static string? Write(JobIssues issues) =>
        issues.Count == 0 ? null : JsonSerializer.Serialize([.. issues], JobJsonContext.Default.JobIssueArray);

    /// <summary>Reads warnings.</summary>
    public static JobIssues ReadIssues(string? text) =>
        text is null
            ? JobIssues.None
            : JobIssues.Of(JsonSerializer.Deserialize(text, JobJsonContext.Default.JobIssueArray)!);

    /// <summary>Writes what a node runs.</summary>
    public static string Write(IReadOnlyDictionary<string, NodeWork> names) =>
        JsonSerializer.Serialize(names, JobJsonContext.Default.IReadOnlyDictionaryStringNodeWork);

    /// <summary>Reads what a node runs.</summary>
    public static IReadOnlyDictionary<string, NodeWork> ReadNames(string text) =>
        JsonSerializer.Deserialize(text, JobJsonContext.Default.IReadOnlyDictionaryStringNodeWork)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JobError))]
[JsonSerializable(typeof(JobIssue[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, NodeWork>))]
internal sealed partial class JobJsonContext : JsonSerializerContext;
