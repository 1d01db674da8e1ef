using System.Globalization;

namespace Extensions.Jobs;

/// <summary>
/// The requests of the API. Addresses are made from the endpoint alone, never from what the server sends: so they are right behind
/// any proxy, path base or public name, and no credentials can go elsewhere. All routes of a job stand below its collection.
/// </summary>
internal static class JobRequests
{
    public static JobRequest Create(ReadOnlyMemory<byte> input, string key) =>
        new(HttpMethod.Post, "") { Body = input, Header = new("Idempotency-Key", Quote(key)) };

    /// <summary>Without the redirect: that one has no ETag, and whoever follows it loses the credentials.</summary>
    public static JobRequest Status(string id) => new(HttpMethod.Get, PathOf(id) + "?redirect=false");

    public static JobRequest Output(string id) => new(HttpMethod.Get, PathOf(id) + "/output") { IsLarge = true };

    public static JobRequest Events(string id, long known) =>
        new(HttpMethod.Get, PathOf(id) + "/events")
        {
            Accept = "text/event-stream, application/problem+json",
            Header = known > 0 ? new("Last-Event-ID", known.ToString(CultureInfo.InvariantCulture)) : null,
        };

    public static JobRequest Cancel(string id) => new(HttpMethod.Post, PathOf(id) + "/cancel");

    public static JobRequest Delete(string id, string? ifMatch) =>
        new(HttpMethod.Delete, PathOf(id)) { Header = IfMatch(ifMatch) };

    public static JobRequest DeleteOutput(string id, string? ifMatch) =>
        new(HttpMethod.Delete, PathOf(id) + "/output") { Prefer = "return=representation", Header = IfMatch(ifMatch) };

    public static JobRequest List(JobListQuery query)
    {
        List<string> parameters = [.. (query.Status ?? []).Select(status => Parameter("status", status))];
        if (query.CreatedFrom is not null || query.CreatedTo is not null)
        {
            parameters.Add(Parameter("created", $"{TimeOf(query.CreatedFrom)}/{TimeOf(query.CreatedTo)}"));
        }

        if (query.Limit is { } limit)
        {
            parameters.Add(Parameter("limit", limit.ToString(CultureInfo.InvariantCulture)));
        }

        if (query.Cursor is { } cursor)
        {
            parameters.Add(Parameter("cursor", cursor));
        }

        return new JobRequest(HttpMethod.Get, parameters.Count == 0 ? "" : "?" + string.Join('&', parameters));
    }

    /// <summary>The id of the job that a <c>Location</c> leads to; null: it leads to none.</summary>
    public static string? IdIn(Uri? location) =>
        location?.OriginalString.Split('?', '#')[0].Split('/')[^1] is { } id && JobId.IsWellFormed(id) ? id : null;

    private static string PathOf(string id) => JobId.IsWellFormed(id) ? "/" + id : throw new JobNotFoundException();

    private static KeyValuePair<string, string>? IfMatch(string? tag) => tag is null ? null : new("If-Match", tag);

    private static string Quote(string key) =>
        $"\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Parameter(string name, string value) => $"{name}={Uri.EscapeDataString(value)}";

    private static string TimeOf(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture) ?? "..";
}
