using System.Globalization;
using System.Text;

namespace Extensions.Jobs.Fuzz.Answers;

/// <summary>One answer, read strictly.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The header lines.</param>
/// <param name="Body">The content, each byte one character.</param>
/// <param name="IsWhole">Whether all of the content has come.</param>
internal sealed record Answer(int Status, ILookup<string, string> Headers, string Body, bool IsWhole)
{
    /// <summary>Whether no content is to be expected.</summary>
    public bool IsToHead { get; init; }

    /// <summary>The values of a header; null: it is not there.</summary>
    public string? Header(string name) => Headers.Contains(name) ? string.Join(", ", Headers[name]) : null;

    /// <summary>The content as text, which must be UTF-8.</summary>
    public string Text => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(Body));

    /// <summary>All final answers in what a connection has carried.</summary>
    public static IReadOnlyList<Answer> ReadAll(string text, bool isToHead)
    {
        var answers = new List<Answer>();
        while (text.Length > 0)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            Assert.True(end > 0, $"This is no head of an answer: {text}");
            var lines = text[..end].Split("\r\n");
            text = text[(end + 4)..];
            Assert.Matches("^HTTP/1\\.1 [1-5][0-9][0-9] ", lines[0] + " ");
            var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
            var headers = lines
                .Skip(1)
                .Select(Split)
                .ToLookup(each => each.Name, each => each.Value, StringComparer.OrdinalIgnoreCase);
            if (status >= 200)
            {
                var (body, rest, isWhole) = Content(text, status, headers, isToHead);
                answers.Add(new Answer(status, headers, body, isWhole) { IsToHead = isToHead });
                text = rest;
            }
        }

        return answers;
    }

    public override string ToString() =>
        $"{Status}\n{string.Join('\n', Headers.SelectMany(each => each.Select(value => $"{each.Key}: {value}")))}\n\n{Body}";

    private static (string Name, string Value) Split(string line)
    {
        Assert.DoesNotContain(line, character => character is < ' ' or > '~');
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0, $"This is no header: {line}");
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    private static (string Body, string Remaining, bool IsWhole) Content(
        string text,
        int status,
        ILookup<string, string> headers,
        bool isToHead
    )
    {
        if (isToHead || status is 204 or 304)
        {
            return ("", text, true);
        }

        if (headers["Transfer-Encoding"].Contains("chunked"))
        {
            return Chunks(text);
        }

        if (headers["Content-Length"].SingleOrDefault() is not { } length)
        {
            return (text, "", true);
        }

        var count = int.Parse(length, CultureInfo.InvariantCulture);
        return count <= text.Length ? (text[..count], text[count..], true) : (text, "", false);
    }

    private static (string Body, string Remaining, bool IsWhole) Chunks(string text)
    {
        var body = new StringBuilder();
        while (true)
        {
            var end = text.IndexOf("\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                return (body.ToString(), "", false);
            }

            var size = int.Parse(text.AsSpan(0, end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            text = text[(end + 2)..];
            if (text.Length < size + 2)
            {
                return (body.ToString(), "", false);
            }

            body.Append(text, 0, size);
            text = text[(size + 2)..];
            if (size == 0)
            {
                return (body.ToString(), text, true);
            }
        }
    }
}
