using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Extensions.Jobs;

/// <summary>A length of time within bounds; infinite only where "never" makes sense.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationAttribute(string minimum) : ValidationAttribute
{
    /// <summary>The largest allowed; null: any.</summary>
    public string? Maximum { get; init; }

    /// <summary>Whether <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</summary>
    public bool AllowInfinite { get; init; }

    public override bool IsValid(object? value) =>
        value is TimeSpan time
        && (
            time == Timeout.InfiniteTimeSpan
                ? AllowInfinite
                : time >= Parse(minimum) && (Maximum is null || time <= Parse(Maximum))
        );

    public override string FormatErrorMessage(string name) =>
        $"{name} must be {minimum} or more"
        + (Maximum is null ? "" : $", and {Maximum} or less")
        + (AllowInfinite ? ", or Timeout.InfiniteTimeSpan for never." : ".");

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
