using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes bodies: inputs of the demo's types, JSON of other shapes, and what is none.</summary>
internal static class AnyBody
{
    /// <summary>Stands in the inputs, and must never be answered.</summary>
    public const string Secret = "sEcReT7";

    private static readonly Gen<string> _values = Gen.Elements(
        $"\"{Secret}\"",
        "\"\"",
        "\"fail\"",
        "0",
        "0.01",
        "-1",
        "3600.5",
        "1e400",
        "-0",
        "123456789012345678901234567890",
        "null",
        "true",
        "[]",
        "{}",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"NaN\"",
        "NaN",
        "[[1,[2]]]",
        $"{{\"$type\":\"{Secret}\",\"$ref\":\"1\"}}",
        "\"\u00C3\u00A9\"",
        "\"\u00FF\"",
        "01",
        "'a'"
    );

    private static readonly Gen<string> _objects =
        from members in (
            from name in Gen.Elements(
                "message",
                "seconds",
                "text",
                "top",
                "MESSAGE",
                "other",
                "$id",
                "",
                "\\ud800",
                "\\u0000"
            )
            from value in _values
            select $"\"{name}\":{value}"
        ).ListOf()
        select $"{{{string.Join(',', members.Take(5))}}}";

    private static readonly Gen<string> _good = Gen.Elements(
        $"{{\"message\":\"{Secret}\",\"seconds\":0,\"text\":\"{Secret} a\"}}",
        "{\"message\":\"fail\",\"seconds\":0,\"text\":\"\"}",
        "{\"message\":\"a\",\"seconds\":0.01,\"text\":\"a\",\"top\":1}"
    );

    /// <summary>Bodies, each character one byte.</summary>
    public static Gen<string> Bodies { get; } =
        Gen.Frequency(
            (14, _good),
            (5, _objects),
            (2, _values),
            (1, AnyText.Bytes),
            (1, from body in _good from length in Gen.Choose(0, body.Length) select body[..length]),
            (
                1,
                Gen.Elements(
                    "",
                    " ",
                    "{} {}",
                    "/**/{}",
                    "\u00EF\u00BB\u00BF{}",
                    "\u00FF\u00FE{\0}\0",
                    new string('[', 500)
                )
            ),
            (1, Gen.Choose(1900, 6000).Select(length => $"{{\"message\":\"{new string('x', length)}\"}}")),
            (1, _good.Select(Zipped)),
            (1, _good.Select(body => Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(body))))
        );

    private static string Zipped(string body)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.Latin1.GetBytes(body));
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
