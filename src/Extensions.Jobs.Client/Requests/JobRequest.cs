using System.Net.Http.Headers;

namespace Extensions.Jobs;

/// <summary>What is asked of the server: made anew into a message for each time that it is sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">What stands behind the address of the collection.</param>
internal sealed record JobRequest(HttpMethod Method, string Path)
{
    public string Accept { get; init; } = "application/json, application/problem+json";

    /// <summary>How long the server may hold the answer.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Another preference (RFC 7240).</summary>
    public string? Prefer { get; init; }

    /// <summary>A header that this request alone has.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The message to send.</summary>
    /// <param name="collection">The address of the collection.</param>
    /// <param name="maxWait">The longest that the caller can wait for an answer.</param>
    public HttpRequestMessage ToMessage(Uri collection, TimeSpan maxWait)
    {
        var address = collection.GetLeftPart(UriPartial.Path).TrimEnd('/') + Path;
        var message = new HttpRequestMessage(Method, address);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        var seconds = (int)(Wait < maxWait ? Wait : maxWait).TotalSeconds;
        if ((seconds > 0 ? $"wait={seconds}" : Prefer) is { } preference)
        {
            message.Headers.TryAddWithoutValidation("Prefer", preference);
        }

        if (Header is { } header)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
