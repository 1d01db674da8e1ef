using System.Globalization;
using System.Text.RegularExpressions;

namespace Extensions.Jobs.Mvc;

/// <summary>Reads <c>created</c>: two times of RFC 3339 with a slash between, both included; <c>..</c> is an open end.</summary>
internal static partial class CreatedInterval
{
    private const string Open = "..";

    public static (DateTimeOffset? From, DateTimeOffset? To) Parse(string? interval)
    {
        if (interval is null)
        {
            return (null, null);
        }

        var ends = interval.Split('/');
        if (ends.Length != 2)
        {
            throw Invalid("It takes two times with a slash between, as 2026-11-24T10:00:00Z/.. for all since then.");
        }

        // Jobs are created at whole milliseconds, and stores look for those.
        var from = EndOf(ends[0]) is { } start ? Ceiling(start) : (DateTimeOffset?)null;
        var to = EndOf(ends[1]) is { } end ? JobTime.Floor(end) : (DateTimeOffset?)null;
        return from > to && EndOf(ends[0]) > EndOf(ends[1])
            ? throw Invalid("Its second time must not be before its first.")
            : (from, to);
    }

    private static DateTimeOffset? EndOf(string text)
    {
        if (text == Open)
        {
            return null;
        }

        if (text.Contains(' ', StringComparison.Ordinal))
        {
            throw Invalid("There is a space in a time: a '+' in an address means that, write it as %2B.");
        }

        return
            Rfc3339().Match(text) is { Success: true } match
            && DateTimeOffset.TryParseExact(
                $"{match.Groups["time"]}{match.Groups["fraction"]}{match.Groups["zone"]}".ToUpperInvariant(),
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out var time
            )
            ? time
            : throw Invalid(
                "Its times must be as 2026-11-24T10:00:00Z or 2026-11-24T12:00:00%2B02:00, or '..' for none."
            );
    }

    private static DateTimeOffset Ceiling(DateTimeOffset time) =>
        JobTime.Floor(time) is var floor && (floor == time || floor > DateTimeOffset.MaxValue.AddMilliseconds(-2))
            ? floor
            : floor.AddMilliseconds(1);

    private static InvalidParameterException Invalid(string detail) => new(JobListQueryBinder.Created, detail);

    [GeneratedRegex(
        @"^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<fraction>\.\d{1,7})?\d*(?<zone>Z|[+-]\d\d:\d\d)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ECMAScript
    )]
    private static partial Regex Rfc3339();
}
