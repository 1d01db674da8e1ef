using System.Text;
using Microsoft.Extensions.Primitives;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The value of <c>Idempotency-Key</c>: a String of RFC 9651, in quotes, or the same without quotes, as most callers send it. Two
/// spellings of one key are one key.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>Null: it is none, or more than one.</summary>
    public static string? Parse(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } line)
        {
            return null;
        }

        var value = line.AsSpan().Trim(" \t");
        var key = value.StartsWith('"') ? Unquote(value) : Bare(value);
        return key?.Length is > 0 and <= MaxLength ? key : null;
    }

    private static string? Bare(ReadOnlySpan<char> value) =>
        value.ContainsAnyExceptInRange('!', '~') || value.ContainsAny("\",;") ? null : value.ToString();

    /// <summary>Only the quote and the backslash may be escaped, and nothing may follow the closing quote.</summary>
    private static string? Unquote(ReadOnlySpan<char> value)
    {
        var key = new StringBuilder(value.Length);
        for (var at = 1; at < value.Length; at++)
        {
            switch (value[at])
            {
                case '"':
                    return at == value.Length - 1 ? key.ToString() : null;
                case '\\' when at + 1 < value.Length && value[at + 1] is '"' or '\\':
                    key.Append(value[++at]);
                    break;
                case '\\' or < ' ' or > '~':
                    return null;
                default:
                    key.Append(value[at]);
                    break;
            }
        }

        return null;
    }
}
