using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Extensions.Jobs.Mvc;

/// <summary>What is wrong with an input, by the place in it, in words that name no type of the program and repeat no input.</summary>
internal static partial class InputErrors
{
    private const string Generic = "It cannot be read.";

    /// <summary>The messages of validation: the application's own.</summary>
    /// <param name="state">Where validation left them.</param>
    /// <param name="input">The type of the input.</param>
    /// <param name="options">How the input was read.</param>
    public static IReadOnlyDictionary<string, string[]> OfValidation(
        ModelStateDictionary state,
        Type input,
        JsonSerializerOptions options
    ) =>
        Of(
            state,
            key => InputPlaces.InJson(key, input, options),
            error => error.ErrorMessage.Length > 0 ? error.ErrorMessage : "It is not valid."
        );

    /// <summary>Instead of the messages of the JSON reader, which name types and repeat input.</summary>
    /// <param name="state">Where the reader left them.</param>
    /// <param name="parameter">The parameter of the action, which MVC misses after them.</param>
    public static IReadOnlyDictionary<string, string[]> OfReading(ModelStateDictionary state, string parameter)
    {
        state.Remove(parameter);
        var errors = Of(
            state,
            key => key.Length == 0 ? InputPlaces.Root : key,
            error => Reword(error.Exception?.Message ?? error.ErrorMessage)
        );
        return errors.Count > 0 ? errors : OfWhole(Generic);
    }

    /// <summary>Where the whole input failed, and no message is fit to be shown.</summary>
    public static IReadOnlyDictionary<string, string[]> OfWhole(string message) =>
        new Dictionary<string, string[]> { [InputPlaces.Root] = [message] };

    private static Dictionary<string, string[]> Of(
        ModelStateDictionary state,
        Func<string, string> placeOf,
        Func<ModelError, string> say
    ) =>
        state
            .Where(entry => entry.Value!.Errors.Count > 0)
            .GroupBy(entry => placeOf(entry.Key), entry => entry.Value!.Errors.Select(say))
            .ToDictionary(place => place.Key, place => place.SelectMany(each => each).Distinct().ToArray());

    private static string Reword(string message)
    {
        if (MissingMembers().Match(message) is { Success: true } missing)
        {
            return $"Required members are missing: {missing.Groups["members"].Value}.";
        }

        var problem = message.Contains("could not be converted", StringComparison.Ordinal)
            ? "The value has the wrong type"
            : "It cannot be read as JSON of the expected form";
        return Position().Match(message) is { Success: true } position
            ? $"{problem} (line {Next(position, "line")}, byte {Next(position, "byte")})."
            : Generic;
    }

    /// <summary>The reader counts from 0, people from 1.</summary>
    private static long Next(Match position, string part) =>
        long.TryParse(position.Groups[part].ValueSpan, out var number) ? number + 1 : 1;

    [GeneratedRegex(@"missing required properties,? including: (?<members>'[^']+'(, '[^']+')*)")]
    private static partial Regex MissingMembers();

    [GeneratedRegex(@"LineNumber: (?<line>\d+) \| BytePositionInLine: (?<byte>\d+)")]
    private static partial Regex Position();
}
