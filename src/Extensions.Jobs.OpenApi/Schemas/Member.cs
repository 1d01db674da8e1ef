using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Extensions.Jobs.OpenApi;

/// <summary>The kinds of members that documents have.</summary>
internal static class Member
{
    public static OpenApiSchema Text(string description, string example) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = description,
            Examples = [example],
        };

    /// <summary>Text of which these values are known; no enum, for generated clients would fail on a value of a later version.</summary>
    public static OpenApiSchema Open(string description, params IReadOnlyList<string> values) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = description,
            Examples = [.. values.Select(each => (JsonNode)each)],
        };

    public static OpenApiSchema Address(string description, string example) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "uri-reference",
            Description = description,
            Examples = [example],
        };

    public static OpenApiSchema Time(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            Description = description,
            Examples = ["2026-11-24T10:00:00Z"],
        };

    /// <summary>Without the format duration: generated clients make a type of it that cannot read ISO 8601 (NSwag: TimeSpan).</summary>
    public static OpenApiSchema Duration(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            Pattern = @"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$",
            Description = $"{description} ISO 8601.",
            Examples = ["PT30S"],
        };

    public static OpenApiSchema Integer(string description, int minimum, int? maximum = null) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Description = description,
            Minimum = minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = maximum?.ToString(CultureInfo.InvariantCulture),
        };

    public static HashSet<string> Names(params string[] names) => [.. names];
}
