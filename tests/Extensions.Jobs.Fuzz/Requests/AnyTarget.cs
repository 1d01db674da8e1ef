using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>Makes request targets: paths and queries.</summary>
internal static class AnyTarget
{
    private static readonly Gen<string> _names = Gen.Frequency(
        (20, Gen.Constant("{name}")),
        (
            2,
            Gen.Elements(
                "ping",
                "word-count",
                "stubborn",
                "PING",
                "%70ing",
                "ping%2F",
                "ping%00",
                "ping%20",
                "none",
                ".."
            )
        )
    );

    private static readonly Gen<string> _ids = Gen.Frequency(
        (20, Gen.Constant("{id}")),
        (
            4,
            Gen.Elements(
                "{id}0",
                "{id}%20",
                "{id}%0a",
                "{id}%00",
                "%00",
                "%ff",
                "%c0%af",
                "%ed%a0%80",
                "%F0%9F%98%80",
                "%E2%80%AE",
                "%EF%BC%90",
                "%2f",
                "%5c",
                "%25",
                "%3f",
                "%22",
                "%0d%0aX-Injected:%201",
                "..",
                "%2e%2e",
                "*",
                "'--",
                "{}",
                "{",
                "00000000000000000000000000000000",
                "0193F5C7A5B07D5E9F3C2B1A09876543",
                "null",
                "undefined",
                new string('a', 3000)
            )
        )
    );

    private static readonly Gen<string> _times = Gen.Elements(
        "2026-11-24T10:00:00Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00",
        "2026-11-24T10:00:00+01:00",
        "2026-11-24T24:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-24T10:00:60Z",
        "2026-11-24T10:00:00.12345678901234567890Z",
        "2026-11-24",
        "..",
        "",
        "now"
    );

    private static readonly Gen<string> _queries = Gen.Frequency(
        (3, Gen.Elements("true", "false", "True", "1", "0", "").Select(value => $"redirect={value}")),
        (
            3,
            Gen.Elements("queued", "running", "cancelling", "succeeded", "RUNNING", "0", "").Select(v => $"status={v}")
        ),
        (2, from start in _times from end in _times select $"created={start}/{end}"),
        (1, _times.Select(time => $"created={time}")),
        (
            3,
            Gen.Elements("1", "200", "0", "-1", "+1", "%201", "2147483648", "99999999999999999999", "1e2", "%D9%A1", "")
                .Select(value => $"limit={value}")
        ),
        (2, AnyText.UrlSafe.Select(text => $"cursor={text}")),
        (
            1,
            Gen.Elements("AAAA", "AAABnQ", "====", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .Select(c => $"cursor={c}")
        ),
        (
            1,
            Gen.Elements("_=1", "api-version=2", "x=1", "=", "&", "?", "%", "%zz=1", "%00=%00", "id=1", "controller=x")
        ),
        (
            1,
            Gen.Elements(
                "Redirect=false",
                "LIMIT=1",
                "query.limit=1",
                "status[]=a",
                "action=Delete",
                "cancellationToken=1"
            )
        ),
        (1, from name in AnyText.UrlSafe from value in AnyText.UrlSafe select $"{name}={value}")
    );

    /// <summary>Targets that have this method.</summary>
    public static Gen<string> Fitting(string method) =>
        from path in method switch
        {
            "POST" => Gen.Frequency((4, Gen.Constant("/jobs/{name}")), (1, Gen.Constant("/jobs/{name}/{id}/cancel"))),
            "DELETE" => Gen.Elements("/jobs/{name}/{id}", "/jobs/{name}/{id}/output"),
            _ => Gen.Elements("", "/{id}", "/{id}", "/{id}/output", "/{id}/events")
                .Select(rest => $"/jobs/{{name}}{rest}"),
        }
        from query in Queries(rarity: 2)
        select path + query;

    public static Gen<string> Targets { get; } =
        from name in _names
        from id in _ids
        from path in Gen.Elements(
            $"/jobs/{name}",
            $"/jobs/{name}/{id}",
            $"/jobs/{name}/{id}/output",
            $"/jobs/{name}/{id}/events",
            $"/jobs/{name}/{id}/cancel",
            $"/jobs/{name}/{id}/{id}",
            $"/jobs/{name}//{id}/output",
            $"/Jobs/{name}/{id}/OUTPUT/",
            $"/jobs/./{name}/../{name}/{id}",
            $"http://evil.example/jobs/{name}/{id}"
        )
        from query in Queries(rarity: 1)
        select path + query;

    private static Gen<string> Queries(int rarity) =>
        Gen.Frequency(
            (rarity, Gen.Constant("")),
            (1, _queries.NonEmptyListOf().Select(queries => "?" + string.Join('&', queries.Take(3))))
        );
}
