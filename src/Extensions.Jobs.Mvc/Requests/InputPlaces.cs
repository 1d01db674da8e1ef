using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Says where in an input something is, as the JSON reader does: <c>$.items[0].name</c>. Validation names the members of the
/// program, which the caller does not know: <c>Items[0].Name</c>.
/// </summary>
internal static partial class InputPlaces
{
    /// <summary>The place of the whole input.</summary>
    public const string Root = "$";

    /// <param name="key">Where validation found it.</param>
    /// <param name="input">The type of the input.</param>
    /// <param name="options">How the input was read.</param>
    public static string InJson(string key, Type input, JsonSerializerOptions options)
    {
        var place = new StringBuilder(Root);
        Type? type = input;
        foreach (var step in Steps().Matches(key).Select(match => match.Value))
        {
            var contract = type is not null && options.TryGetTypeInfo(type, out var found) ? found : null;
            if (contract?.Kind == JsonTypeInfoKind.Dictionary)
            {
                // Validation counts the entries; in JSON they have only their keys.
                break;
            }

            if (step[0] == '[')
            {
                place.Append(step);
                type = contract?.ElementType;
            }
            else
            {
                var member = MemberOf(contract, step);
                place.Append('.').Append(member?.Name ?? options.PropertyNamingPolicy?.ConvertName(step) ?? step);
                type = member?.PropertyType;
            }
        }

        return place.ToString();
    }

    private static JsonPropertyInfo? MemberOf(JsonTypeInfo? contract, string name) =>
        contract?.Properties.FirstOrDefault(property =>
            property.AttributeProvider is MemberInfo member && member.Name == name
        );

    [GeneratedRegex(@"\[[^\]]*\]|[^.\[\]]+")]
    private static partial Regex Steps();
}
