using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The paths of a job's routes, in one form whatever the routing options of the host say, and without path base. Each answer has
/// several, so what stands before and after the id is made once for each route.
/// </summary>
internal sealed class JobPaths(LinkGenerator generator)
{
    private static readonly LinkOptions _oneForm = new()
    {
        LowercaseUrls = false,
        LowercaseQueryStrings = false,
        AppendTrailingSlash = false,
    };

    /// <summary>An id whose place in a path can be told: no other part of it may look like this.</summary>
    private static readonly string _sample = Guid.Empty.ToString("N");

    private readonly ConditionalWeakTable<Endpoint, ConcurrentDictionary<(string Action, bool HasId), Path?>> _known =
    [];

    /// <summary>The path of an action of the same job, in the same route group. Null: there is none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="action">The name of the action.</param>
    /// <param name="id">The job; null: the action is about all of them.</param>
    public string? Find(HttpContext http, string action, string? id)
    {
        if (HasParameters(http) || !(id is null || JobId.IsWellFormed(id)))
        {
            return Generate(http, action, id);
        }

        var known = _known.GetOrCreateValue(http.GetEndpoint()!);
        if (!known.TryGetValue((action, id is not null), out var path))
        {
            path = Path.Of(Generate(http, action, id is null ? null : _sample));
            known[(action, id is not null)] = path;
        }

        return path is null ? null : string.Concat(path.Before, id, path.After);
    }

    /// <summary>Whether the route has more parameters than the id.</summary>
    private static bool HasParameters(HttpContext http)
    {
        foreach (var (name, _) in http.Request.RouteValues)
        {
            if (name is not ("controller" or "action" or "id"))
            {
                return true;
            }
        }

        return false;
    }

    private string? Generate(HttpContext http, string action, string? id)
    {
        // The parameters of a route group, or of a [Route] of a derived class, stay what they are in this request.
        var values = new RouteValueDictionary(http.Request.RouteValues) { ["id"] = id };
        values.Remove("controller");
        values.Remove("action");
        return generator.GetPathByAddress(new JobAddress(http.GetEndpoint()!, action), values, options: _oneForm);
    }

    /// <summary>What stands before and after the id.</summary>
    private sealed record Path(string Before, string After)
    {
        public static Path? Of(string? sample) =>
            sample?.IndexOf(_sample, StringComparison.Ordinal) switch
            {
                null => null,
                < 0 => new(sample, ""),
                { } at => new(sample[..at], sample[(at + _sample.Length)..]),
            };
    }
}
