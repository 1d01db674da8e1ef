using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes faults of a kind that no ordinary client can send.</summary>
internal static class AnyFault
{
    private static readonly Gen<Fault> _lines = Gen.Elements(
            "Host: evil.example",
            "Host:",
            "Content-Length: 0",
            "Content-Length: 99999999999999999999",
            "Content-Length: -1",
            "Content-Length: 7",
            "Content-Type: application/json\r\nContent-Type: text/plain",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Prefer: wait=1\r\nPrefer: wait=0",
            "Idempotency-Key: a\r\nIdempotency-Key: b",
            "If-Match: \"1.1\"\r\nIf-Match: *",
            "If-None-Match: *\r\nIf-None-Match:",
            "Last-Event-ID: 1\r\nLast-Event-ID: 2",
            "Connection: keep-alive",
            "Expect: 100-continue",
            "NoColon",
            ": no name",
            "Sp ace: 1",
            "X\0: 1",
            "X: a\0b",
            "X: a\rb",
            "X: a\nInjected: b",
            " folded",
            "X: \u0001\u007F"
        )
        .Select(line => new Fault(
            $"insert {line}",
            text => text.Replace("\r\nConnection:", $"\r\n{line}\r\nConnection:", StringComparison.Ordinal)
        ));

    private static readonly Gen<Fault> _targets = Gen.Elements(
            "%",
            "%4",
            "%zz",
            "%u0041",
            "\0",
            "\u00FF",
            "\u00C3\u00A9",
            "#part",
            "\\",
            "\t",
            " ",
            "?",
            "/../../../../etc/passwd",
            "%252e%252e%252f",
            new string('/', 500),
            new string('x', 9000)
        )
        .Select(piece => new Fault(
            $"target ends in {piece[..Math.Min(piece.Length, 20)]}",
            text => InsertAfterTarget(text, piece)
        ));

    private static readonly Gen<Fault> _firstLines = Gen.Elements(
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/2.0",
            "HTTP/9",
            "http/1.1",
            "",
            "HTTP/1.1\r"
        )
        .Select(version => new Fault($"speaks {version}", text => ReplaceFirst(text, "HTTP/1.1", version)));

    private static readonly Gen<Fault> _bytes =
        from place in Gen.Choose(0, 1000)
        from value in Gen.Choose(0, 255)
        select new Fault(
            $"byte {value} at {place} per mille",
            text => text.Length == 0 ? text : text.Remove(At(text, place), 1).Insert(At(text, place), $"{(char)value}")
        );

    private static readonly Gen<Fault> _cuts = Gen.Choose(0, 1000)
        .Select(place => new Fault(
            $"cut at {place} per mille",
            text => text.Length == 0 ? text : text[..At(text, place)]
        ));

    private static readonly Gen<Fault> _chunks = Gen.Elements(
            "5\r\n{\"a\":\r\n0\r\n\r\n",
            "0\r\n\r\n",
            "FFFFFFFFFFFFFFFF\r\n",
            "-1\r\n",
            "zz\r\n",
            "2;x=y\r\n{}\r\n0\r\nTrailer: 1\r\n\r\n",
            "2\r\n{}"
        )
        .Select(chunks => new Fault($"chunks {chunks}", text => Chunked(text, chunks)));

    /// <summary>One fault.</summary>
    public static Gen<Fault> Faults { get; } =
        Gen.Frequency((4, _lines), (3, _targets), (1, _firstLines), (3, _bytes), (1, _cuts), (1, _chunks));

    private static int At(string text, int perMille) => (text.Length - 1) * perMille / 1000;

    private static string InsertAfterTarget(string text, string piece)
    {
        var at = text.IndexOf(" HTTP/", StringComparison.Ordinal);
        return at < 0 ? text : text.Insert(at, piece);
    }

    private static string ReplaceFirst(string text, string old, string with)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, old.Length).Insert(at, with);
    }

    private static string Chunked(string text, string chunks)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Content-Length", StringComparison.Ordinal));
        return $"{string.Join("\r\n", lines)}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}";
    }
}
