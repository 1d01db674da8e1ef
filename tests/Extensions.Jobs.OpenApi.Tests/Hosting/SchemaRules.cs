using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Extensions.Jobs.OpenApi.Tests.Hosting;

/// <summary>Compares values with schemas. Stricter than a validator: a member that the schema does not name is an error.</summary>
internal static class SchemaRules
{
    public static IEnumerable<string> Errors(
        this Description description,
        JsonNode? value,
        JsonNode schema,
        string place = "$"
    )
    {
        if (schema["allOf"] is JsonArray all)
        {
            return description.Errors(value, Merge(description, all), place);
        }

        var rules = description.Resolve(schema);
        if (rules["allOf"] is not null)
        {
            return description.Errors(value, rules, place);
        }

        return rules["type"] is { } type && !TypesOf(type).Contains(TypeOf(value))
            ? [$"{place} is {TypeOf(value)}, not {type.ToJsonString()}"]
            : value switch
            {
                JsonObject members => ErrorsOf(description, members, rules, place),
                JsonArray items => items.SelectMany(
                    (item, index) => description.Errors(item, rules["items"]!, $"{place}[{index}]")
                ),
                _ => ErrorsOf(value, rules, place),
            };
    }

    private static JsonObject Merge(Description description, JsonArray all)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var part in all.Select(each => description.Resolve(each!)))
        {
            foreach (var (name, property) in part["properties"]!.AsObject())
            {
                properties[name] = property!.DeepClone();
            }

            foreach (var name in part["required"]?.AsArray() ?? [])
            {
                required.Add(name!.DeepClone());
            }
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
        };
    }

    private static IEnumerable<string> ErrorsOf(
        Description description,
        JsonObject value,
        JsonObject rules,
        string place
    )
    {
        var properties = rules["properties"]?.AsObject() ?? [];
        foreach (var name in rules["required"]?.AsArray() ?? [])
        {
            if (!value.ContainsKey((string)name!))
            {
                yield return $"{place} has no {name}";
            }
        }

        foreach (var (name, member) in value)
        {
            if ((properties[name] ?? rules["additionalProperties"]) is not { } schema)
            {
                yield return $"{place}.{name} is not described";
                continue;
            }

            foreach (var error in description.Errors(member, schema, $"{place}.{name}"))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> ErrorsOf(JsonNode? value, JsonObject rules, string place)
    {
        var text = value?.ToString() ?? "";
        if ((string?)rules["pattern"] is { } pattern && !Regex.IsMatch(text, pattern))
        {
            yield return $"{place} is {text}, not {pattern}";
        }

        if ((string?)rules["format"] == "date-time" && !text.EndsWith('Z'))
        {
            yield return $"{place} is {text}, not a time in UTC";
        }

        if (
            rules["minimum"] is { } minimum
            && double.Parse(text, CultureInfo.InvariantCulture) < minimum.GetValue<double>()
        )
        {
            yield return $"{place} is {text}, less than {minimum}";
        }
    }

    private static IEnumerable<string> TypesOf(JsonNode type) =>
        (type is JsonArray types ? types.Select(each => (string)each!) : [(string)type!]).SelectMany(each =>
            each == "number" ? (string[])["number", "integer"] : [each]
        );

    private static string TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        };
}
