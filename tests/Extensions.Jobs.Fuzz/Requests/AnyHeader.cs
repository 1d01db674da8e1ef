using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes header lines: those that are looked at, with values good and bad, and some that may confuse.</summary>
internal static class AnyHeader
{
    private static readonly Gen<string> _tags = Gen.Elements(
        "*",
        "\"{version}.1\"",
        "W/\"{version}.1\"",
        "\"{version}.o\"",
        "\"1.1\", \"{version}.1\"",
        "{version}.1",
        "\"9223372036854775808.1\"",
        "\"-1.1\"",
        "\"\"",
        "\"",
        ",,,",
        "W/",
        "*, *"
    );

    private static readonly Gen<string> _preferences = Gen.Elements(
        "wait=0",
        "wait=1",
        "wait=-1",
        "wait=99999999999999999999",
        "wait=\"1\"",
        "wait=\"",
        "wait",
        "wait=1, wait=0",
        "Wait = 1 ; a=b",
        "return=minimal",
        "return=representation",
        "return=minimal, return=representation",
        "respond-async",
        "handling=strict",
        "handling=strict, unheard-of",
        "handling=strict, wait=soon",
        "handling=lenient",
        ",;=\"\\",
        ""
    );

    private static readonly Gen<string> _keys = Gen.Frequency(
        (
            2,
            Gen.Elements(
                "\"a\"",
                "a",
                "\"a\\\"b\"",
                "\"",
                "\"\"",
                "\"a\";b=c",
                "a,b",
                "a b",
                "\"a\", \"b\"",
                "\"\u00C3\u00A9\""
            )
        ),
        (1, Gen.Choose(1, 300).Select(length => new string('k', length))),
        (2, Gen.Choose(1, 5).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"key-{number}\"")))
    );

    private static readonly Gen<(string, string)> _known = Gen.OneOf(
        Named("If-Match", _tags),
        Named("If-None-Match", _tags),
        Named("Prefer", _preferences),
        Named("Prefer", _preferences),
        Named("Idempotency-Key", _keys),
        Named("Idempotency-Key", _keys),
        Named("Last-Event-ID", "{version}", "0", "-1", "99999999999999999999", "\u0041", " ", "1.1", "{version}, 1"),
        Named(
            "Accept",
            "*/*",
            "application/json",
            "text/event-stream",
            "text/html;q=1",
            "application/json;q=0",
            "a/b/c",
            ""
        ),
        Named("Accept-Encoding", "gzip, br", "identity;q=0", "*;q=0", ""),
        Named("Accept-Language", "de", "tr-TR", "x", "*"),
        Named("Content-Encoding", "gzip", "identity", "br", "deflate", "x", "gzip, gzip", ""),
        Named("If-Modified-Since", "Wed, 21 Oct 2099 07:28:00 GMT", "0"),
        Named("Range", "bytes=0-0", "bytes=5-1", "x"),
        Named("Expect", "100-continue", "200-ok"),
        Named("Authorization", "Bearer x", "Basic !", ""),
        Named("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0-0-0", "ff", ""),
        Named("tracestate", "a=b", "=,=,="),
        Named("baggage", "a=b", "%%%"),
        Named("Cookie", "a=b", ";;;=", "a=\"", ".AspNetCore=x"),
        Named("Origin", "null", "http://evil.example"),
        Named("X-HTTP-Method-Override", "DELETE"),
        Named("X-Forwarded-Host", "evil.example"),
        Named("Upgrade", "websocket", "h2c")
    );

    /// <summary>One line.</summary>
    public static Gen<(string Name, string Value)> Headers { get; } =
        Gen.Frequency(
            (5, _known),
            (
                1,
                from name in Gen.Elements(
                    "If-Match",
                    "If-None-Match",
                    "Prefer",
                    "Idempotency-Key",
                    "Last-Event-ID",
                    "Accept",
                    "traceparent"
                )
                from value in AnyText.Header
                select (name, value)
            )
        );

    /// <summary>The type of the body; mostly the right one.</summary>
    public static Gen<(string, string)[]> ContentTypes { get; } =
        Gen.Frequency(
                (12, Gen.Constant("application/json")),
                (
                    3,
                    Gen.Elements(
                        "application/json; charset=utf-8",
                        "application/json; charset=utf-16",
                        "application/json; charset=\"UTF-8\"",
                        "application/json; charset=utf-7",
                        "application/json; charset=iso-8859-1",
                        "application/json; charset=",
                        "APPLICATION/JSON",
                        "text/json",
                        "application/problem+json",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "multipart/form-data",
                        "application/",
                        "json",
                        "*/*",
                        ""
                    )
                ),
                (1, AnyText.Header)
            )
            .SelectMany(type =>
                Gen.Frequency(
                    (9, Gen.Constant(new[] { ("Content-Type", type) })),
                    (1, Gen.Constant(Array.Empty<(string, string)>()))
                )
            );

    private static Gen<(string, string)> Named(string name, params string[] values) =>
        Named(name, Gen.Elements(values));

    private static Gen<(string, string)> Named(string name, Gen<string> values) =>
        values.Select(value => (name, value));
}
