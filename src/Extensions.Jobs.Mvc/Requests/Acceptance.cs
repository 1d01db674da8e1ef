using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs.Mvc;

/// <summary>Whether a caller takes what there is.</summary>
internal static class Acceptance
{
    /// <summary>Only a host that answers 406 wants to know; else a caller gets JSON whatever it asks for, as MVC does.</summary>
    public static bool OfJson(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<MvcOptions>>().Value;
        var accepted = http.Request.GetTypedHeaders().Accept;
        if (!options.ReturnHttpNotAcceptable || accepted.Count == 0)
        {
            return true;
        }

        // The most specific range that matches decides (RFC 9110, 12.5.1); a charset of it says nothing about JSON.
        var range = accepted.Where(range => range.MatchesMediaType(MediaTypes.Json)).MaxBy(Specificity);
        return range is not null && range.Quality is not 0;
    }

    private static int Specificity(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 0
        : range.MatchesAllSubTypes ? 1
        : 2;
}
