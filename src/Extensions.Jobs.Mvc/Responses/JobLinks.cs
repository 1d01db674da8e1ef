using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The addresses of a job: paths with the path base, or absolute from <see cref="JobsOptions.PublicBaseUri"/>. Never from the Host
/// header, which the caller writes.
/// </summary>
internal sealed class JobLinks(JobPaths paths, IOptions<JobsOptions> options)
{
    private readonly string? _publicStart = PublicBase(options)?.AbsoluteUri.TrimEnd('/');
    private readonly string? _publicPathBase = PublicBase(options)?.AbsolutePath.TrimEnd('/');

    /// <summary>What belongs to a job, as far as it exists now.</summary>
    public JobStatusLinks Of(HttpContext http, JobStatus status) =>
        new()
        {
            Self = ToJob(http, status.Id),
            Events = Find(http, JobRoutes.Events, status.Id),
            Collection = Find(http, JobRoutes.List, id: null),
            Cancel = status.IsFinal ? null : Find(http, JobRoutes.Cancel, status.Id),
            Output = status.Output.State == JobStatusOutput.Available ? ToOutput(http, status.Id) : null,
        };

    /// <summary>The list of this request, with another cursor; null: its first page.</summary>
    public string ToPage(HttpContext http, string? cursor)
    {
        var parameters =
            from parameter in http.Request.Query
            where
                parameter.Key != "_"
                && !parameter.Key.Equals(JobListQueryBinder.Cursor, StringComparison.OrdinalIgnoreCase)
            from value in parameter.Value
            select (parameter.Key, value);
        if (cursor is not null)
        {
            parameters = parameters.Append((JobListQueryBinder.Cursor, cursor));
        }

        var query = string.Join(
            '&',
            parameters.Select(each => $"{Uri.EscapeDataString(each.Key)}={Uri.EscapeDataString(each.value ?? "")}")
        );
        var list = Get(http, JobRoutes.List, id: null);
        return query.Length == 0 ? list : $"{list}?{query}";
    }

    public string ToJob(HttpContext http, string id) => Get(http, JobRoutes.GetStatus, id);

    public string ToOutput(HttpContext http, string id) => Get(http, JobRoutes.GetOutput, id);

    /// <summary>The path of this request, for problems: in the one form where it is a route of ours.</summary>
    public string Instance(HttpContext http)
    {
        var request = http.Request;
        // A slash in an id is still encoded, and would be encoded twice.
        var id = request.RouteValues["id"] is string value ? Uri.UnescapeDataString(value) : null;
        var path = JobEndpoint.Of(http).Action is { } action ? paths.Find(http, action, id) : null;
        path ??= request.Path.ToUriComponent();
        return (_publicPathBase ?? BaseOf(request, path)) + path;
    }

    /// <summary>
    /// What stands before a path in the whole of the request's: middleware that moves the path base moves it back on the way out,
    /// where a refusal of the host gets its problem.
    /// </summary>
    private static string BaseOf(HttpRequest request, string path)
    {
        var whole = (request.PathBase + request.Path).ToUriComponent();
        whole = path.EndsWith('/') ? whole : whole.TrimEnd('/');
        return whole.EndsWith(path, StringComparison.OrdinalIgnoreCase)
            ? whole[..^path.Length]
            : request.PathBase.ToUriComponent();
    }

    /// <summary>A header can carry a host only as it is asked of the domain name system.</summary>
    private static Uri? PublicBase(IOptions<JobsOptions> options) =>
        options.Value.PublicBaseUri is { } address ? new UriBuilder(address) { Host = address.IdnHost }.Uri : null;

    private string Get(HttpContext http, string action, string? id) =>
        Find(http, action, id)
        ?? throw new InvalidOperationException(
            $"The controller of the job '{JobEndpoint.Of(http).Type.Name}' has no route to {action}: give it one with {{id}}."
        );

    private string? Find(HttpContext http, string action, string? id) =>
        paths.Find(http, action, id) is { } path
            ? (_publicStart ?? http.Request.PathBase.ToUriComponent()) + path
            : null;
}
