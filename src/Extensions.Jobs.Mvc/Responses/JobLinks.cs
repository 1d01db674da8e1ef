using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The addresses of a job, in one form whatever the routing options of the host say: paths, or absolute from
/// <see cref="JobsOptions.PublicBaseUri"/>. Never from the Host header, which the caller writes.
/// </summary>
internal sealed class JobLinks(LinkGenerator generator, IOptions<JobsOptions> options)
{
    private static readonly LinkOptions _oneForm = new()
    {
        LowercaseUrls = false,
        LowercaseQueryStrings = false,
        AppendTrailingSlash = false,
    };

    private readonly Uri? _publicBase = Ascii(options.Value.PublicBaseUri);

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
        var path = JobEndpoint.Of(http).Action is { } action ? Path(http, action, id) : null;
        path ??= request.Path.ToUriComponent();
        return (_publicBase?.AbsolutePath.TrimEnd('/') ?? BaseOf(request, path)) + path;
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
    private static Uri? Ascii(Uri? address) =>
        address is null ? null : new UriBuilder(address) { Host = address.IdnHost }.Uri;

    private string Get(HttpContext http, string action, string? id) =>
        Find(http, action, id)
        ?? throw new InvalidOperationException(
            $"The controller of the job '{JobEndpoint.Of(http).Type.Name}' has no route to {action}: give it one with {{id}}."
        );

    private string? Find(HttpContext http, string action, string? id)
    {
        var start = _publicBase?.AbsoluteUri.TrimEnd('/') ?? http.Request.PathBase.ToUriComponent();
        return Path(http, action, id) is { } path ? start + path : null;
    }

    private string? Path(HttpContext http, string action, object? id)
    {
        // The parameters of a route group, or of a [Route] of a derived class, stay what they are in this request.
        var values = new RouteValueDictionary(http.Request.RouteValues) { ["id"] = id };
        values.Remove("controller");
        values.Remove("action");
        var name = JobRoutes.NameOf(JobEndpoint.Of(http).Type, action);
        return generator.GetPathByName(name, values, options: _oneForm);
    }
}
