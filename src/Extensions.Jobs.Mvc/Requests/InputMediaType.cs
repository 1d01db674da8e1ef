using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>The media type of an input: JSON, in one of two encodings.</summary>
/// <param name="IsUtf16">Whether it is UTF-16; else it is UTF-8.</param>
internal sealed record InputMediaType(bool IsUtf16)
{
    /// <summary>Null: it is another one, or none.</summary>
    public static InputMediaType? Parse(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase)
        // MVC throws on one that has none.
        && type.Parameters.All(parameter => parameter.Value.Length > 0)
            ? OfCharset(type.Charset.Length == 0 ? "utf-8" : HeaderUtilities.RemoveQuotes(type.Charset).ToString())
            : null;

    private static InputMediaType? OfCharset(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? new(IsUtf16: false)
        : charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase) ? new(IsUtf16: true)
        : null;
}
