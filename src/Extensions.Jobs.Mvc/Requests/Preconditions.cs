using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>Under which conditions a request wants to be answered, or done (RFC 9110, 13).</summary>
internal static class Preconditions
{
    /// <summary>No version that a job ever has.</summary>
    private const long NoVersion = 0;

    /// <summary>What the caller has already. Null: nothing, or nothing that can be understood.</summary>
    public static EntityTags? Known(HttpContext http) => EntityTags.Parse(http.Request.Headers.IfNoneMatch);

    /// <summary>
    /// Deletes if <c>If-Match</c> is fulfilled or absent. The client decides in which order: what is unknown, gone, not finished or
    /// deleted already comes before the condition.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="versionOf">The version that the condition is about.</param>
    /// <param name="tagOf">Its tag.</param>
    /// <param name="delete">Deletes what has this version; null: whatever it has.</param>
    /// <exception cref="JobChangedException">The condition is not fulfilled.</exception>
    public static async Task<JobStatus?> DeleteAsync(
        HttpContext http,
        Func<JobStatus, long?> versionOf,
        Func<JobStatus, string?> tagOf,
        Func<long?, Task<JobStatus?>> delete
    )
    {
        if (!http.Request.Headers.ContainsKey("If-Match"))
        {
            return await delete(null);
        }

        // One that is there but cannot be parsed is a condition that is not fulfilled, not one that is absent.
        var wanted = EntityTags.Parse(http.Request.Headers.IfMatch) ?? EntityTags.None;
        var version = wanted.IsAny ? null : (long?)NoVersion;
        while (true)
        {
            try
            {
                return await delete(version);
            }
            catch (JobChangedException changed)
                when (wanted.HasStrongly(tagOf(changed.Status)) && versionOf(changed.Status) != version)
            {
                version = versionOf(changed.Status);
            }
        }
    }
}
