using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>Under which conditions a request wants to be answered, or done (RFC 9110, 13).</summary>
internal static class Preconditions
{
    /// <summary>No version that a job ever has.</summary>
    private const long NoVersion = 0;

    /// <summary>What the caller has already. Null: nothing, or nothing that can be understood.</summary>
    public static EntityTags? Known(HttpContext http) => EntityTags.Parse(http.Request.Headers.IfNoneMatch);

    public static bool AreAbsent(HttpContext http) => Wanted(http) is null && Known(http) is null;

    /// <summary>What is answered in place of a representation: 412 or 304; null: it is sent.</summary>
    /// <param name="http">The request, which reads.</param>
    /// <param name="tag">The tag of the representation.</param>
    /// <param name="status">The job.</param>
    public static JobAnswer? Answer(HttpContext http, string tag, JobStatus status) =>
        Wanted(http)?.HasStrongly(tag) == false ? GenericProblems.Of(StatusCodes.Status412PreconditionFailed)
        : Known(http)?.HasWeakly(tag) == true ? new UnchangedAnswer(tag, status)
        : null;

    /// <summary>
    /// Deletes if the conditions are fulfilled or absent. The client decides in which order: what is unknown, gone, not finished or
    /// deleted already comes before the conditions.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="versionOf">The version that the conditions are about.</param>
    /// <param name="tagOf">Its tag.</param>
    /// <param name="delete">Deletes what has this version; null: whatever it has.</param>
    /// <exception cref="JobChangedException">A condition is not fulfilled.</exception>
    public static async Task<JobStatus?> DeleteAsync(
        HttpContext http,
        Func<JobStatus, long?> versionOf,
        Func<JobStatus, string?> tagOf,
        Func<long?, Task<JobStatus?>> delete
    )
    {
        var wanted = Wanted(http);
        var known = Known(http);
        var version = wanted is null or { IsAny: true } && known is null ? null : (long?)NoVersion;
        while (true)
        {
            try
            {
                return await delete(version);
            }
            catch (JobChangedException changed)
                when (IsFulfilledBy(tagOf(changed.Status)) && versionOf(changed.Status) != version)
            {
                version = versionOf(changed.Status);
            }
        }

        bool IsFulfilledBy(string? tag) => wanted?.HasStrongly(tag) != false && known?.HasWeakly(tag) != true;
    }

    /// <summary>
    /// What must be there. Null: no matter what. A header that cannot be parsed is a condition that is not fulfilled, not one that
    /// is absent.
    /// </summary>
    private static EntityTags? Wanted(HttpContext http) =>
        http.Request.Headers.ContainsKey(HeaderNames.IfMatch)
            ? EntityTags.Parse(http.Request.Headers.IfMatch) ?? EntityTags.None
            : null;
}
