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

    /// <summary>How long it may take in all, more or less, until there is an answer. Null: as long as the options say.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Whether the answer may be large: it may take as long as it needs then, if only it goes on.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Another preference (RFC 7240).</summary>
    public string? Prefer { get; init; }

    /// <summary>A header that this request alone has.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Where it is asked, without a user name and a password, should the address have any.</summary>
    public string AddressAt(Uri collection) =>
        collection.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
        + Path;

    /// <summary>The message to send.</summary>
    /// <param name="http">The client that sends it.</param>
    /// <param name="collection">The address of the collection.</param>
    public HttpRequestMessage ToMessage(HttpClient http, Uri collection)
    {
        var message = new HttpRequestMessage(Method, AddressAt(collection))
        {
            // Only messages that the client makes by itself get these from it.
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        var seconds = (int)Wait.TotalSeconds;
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
