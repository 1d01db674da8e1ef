using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes pieces of text of which each character is one byte.</summary>
internal static class AnyText
{
    /// <summary>What may stand in a header.</summary>
    public static Gen<string> Header { get; } =
        Text(
            Gen.Frequency(
                (8, Gen.Choose(0x20, 0x7E).Select(code => $"{(char)code}")),
                (
                    4,
                    Gen.Elements(
                        "\"",
                        "\\",
                        ",",
                        ";",
                        "=",
                        "*",
                        "/",
                        "W/",
                        "\t",
                        ":",
                        "%",
                        "q=",
                        "wait=",
                        "\"\"",
                        "{version}"
                    )
                ),
                (1, Gen.Elements("\u00C3\u00A9", "\u00F0\u009F\u0098\u0080", "\u00E2\u0080\u00AE")),
                (1, Gen.Choose(0x80, 0xFF).Select(code => $"{(char)code}"))
            )
        );

    /// <summary>What may stand in a query.</summary>
    public static Gen<string> UrlSafe { get; } =
        Text(
            Gen.Frequency(
                (8, Gen.Elements("abcXYZ0189-_.~!$'()*,;:@/?".Select(letter => $"{letter}").ToArray())),
                (2, Gen.Choose(0, 255).Select(code => $"%{code:X2}")),
                (1, Gen.Elements("+", "%2B", "%E2%82%AC", "%F0%9F%98%80", "%ED%A0%80", "%u0041"))
            )
        );

    /// <summary>Any bytes.</summary>
    public static Gen<string> Bytes { get; } = Text(Gen.Choose(0, 255).Select(code => $"{(char)code}"));

    private static Gen<string> Text(Gen<string> pieces) => pieces.ListOf().Select(string.Concat);
}
