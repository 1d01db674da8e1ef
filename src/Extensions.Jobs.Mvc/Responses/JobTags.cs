using System.Globalization;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The strong entity-tags of a job and of its output. They never meet: a caller carries the one of the job over the redirect to
/// the output, and must not hear there that it has the bytes already.
/// </summary>
internal static class JobTags
{
    /// <summary>Another number for another form of the document: what a client has kept of the old one then counts as changed.</summary>
    private const int Format = 1;

    public static string Of(JobStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{status.Version}.{Format}\"");

    /// <summary>Null: there is no output.</summary>
    public static string? OfOutput(JobStatus status) => status.OutputVersion is { } version ? OfOutput(version) : null;

    public static string OfOutput(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.o\"");
}
