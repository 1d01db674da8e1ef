using System.Globalization;

namespace Extensions.Jobs;

/// <summary>
/// Versions as entity-tags. The tag of a job document is the version and a mark of the document's format, as <c>"17.1"</c>; the mark is
/// taken over from what the server sends, for a later server has another. What a proxy that compresses adds (<c>"17.1-gzip"</c>) is none
/// of it.
/// </summary>
internal sealed class JobTags
{
    private volatile string _format = "1";

    public string Write(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{_format}\"");

    public static string WriteOutput(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.o\"");

    /// <summary>The version in a tag, also in one that something on the way made weak; 0: there is none.</summary>
    public long Read(string? tag)
    {
        var (version, format) = Parse(tag);
        if (version > 0 && format.Length > 0)
        {
            _format = format;
        }

        return version;
    }

    public static long ReadOutput(string? tag) => Parse(tag).Version;

    private static (long Version, string Format) Parse(string? tag)
    {
        var text = tag.AsSpan();
        if (text.StartsWith("W/", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        text = text.Trim('"');
        var dot = text.IndexOf('.');
        return dot > 0 && long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, FormatOf(text[(dot + 1)..]))
            : (0, "");
    }

    private static string FormatOf(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return text[..length].ToString();
    }
}
