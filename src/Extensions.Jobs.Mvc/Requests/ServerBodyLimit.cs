using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Extensions.Jobs.Mvc;

/// <summary>The limits that others than <see cref="InputBody"/> have for a body.</summary>
/// <param name="bytes">The limit of the type of job.</param>
internal sealed class ServerBodyLimit(int bytes) : IRequestSizeLimitMetadata
{
    /// <summary>What servers allow if nobody says otherwise.</summary>
    private const int Default = 30_000_000;

    public long? MaxRequestBodySize => bytes;

    /// <summary>Tells the middleware that removes codings, which looks at metadata, of a limit above the usual one.</summary>
    public static void Raise(IList<object> metadata, int bytes)
    {
        if (bytes > Default)
        {
            // A [RequestSizeLimit] of a derived class stands behind it, and goes first.
            metadata.Insert(0, new ServerBodyLimit(bytes));
        }
    }

    /// <summary>
    /// Takes away the server's own limit, unless a derived class has set it: below what is sent, the server would cut the connection
    /// before the caller has read why.
    /// </summary>
    public static void Lift(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null or ServerBodyLimit
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server
        )
        {
            server.MaxRequestBodySize = null;
        }
    }
}
