using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Extensions.Jobs.OpenApi.Tests.Hosting;

/// <summary>Sends requests, and compares each answer with what the document says of it.</summary>
internal sealed class Witness(HttpClient client, Description description)
{
    // What the server adds to every answer, and what is said by the content.
    private static readonly string[] _notDescribed = ["Content-Length", "Content-Type", "Date", "Transfer-Encoding"];

    private readonly HashSet<string> _seen = [];

    /// <summary>The operations and statuses that were answered.</summary>
    public IReadOnlySet<string> Seen => _seen;

    public async Task<Testimony> SendAsync(
        string operation,
        string method,
        string path,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
            if (name != "Accept")
            {
                Assert.NotNull(description.Parameter(operation, name));
            }
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        _seen.Add($"{operation} {status}");
        Assert.Contains(status, description.Statuses(operation));
        var described = description.Response(operation, status);
        CompareHeaders(response, described);
        CompareContent(response, described, text);
        return new Testimony(
            status,
            text,
            response.Headers.Location?.OriginalString,
            response.Headers.ETag?.ToString()
        );
    }

    private static void CompareHeaders(HttpResponseMessage response, JsonObject described)
    {
        var sent = response
            .Headers.Concat(response.Content.Headers)
            .Select(each => each.Key)
            .Except(_notDescribed)
            .ToArray();
        var headers = described["headers"]!.AsObject();
        Assert.Empty(sent.Except(headers.Select(each => each.Key)));
        var required = headers.Where(each => (bool?)each.Value!["required"] == true).Select(each => each.Key);
        Assert.Empty(required.Except(sent));
    }

    private void CompareContent(HttpResponseMessage response, JsonObject described, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var (mediaType, media) = Assert.Single(described["content"]!.AsObject());
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        if (mediaType.EndsWith("json", StringComparison.Ordinal) && media!["schema"] is { } schema)
        {
            Assert.Empty(description.Errors(JsonNode.Parse(text), schema));
        }
    }
}

/// <summary>An answer that was as described.</summary>
internal sealed record Testimony(string Status, string Text, string? Location, string? ETag)
{
    public JsonNode Json => JsonNode.Parse(Text)!;
}
