using System.Net;
using System.Text.Json;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>Reads answers.</summary>
internal static class Reading
{
    public const string Types = "https://github.com/extensions-jobs/extensions-jobs/blob/main/docs/http.md#";

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client,
        string method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static HttpContent Json(string json, string contentType = "application/json")
    {
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(json));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem, of which the rules for all problems have been checked.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Header("Cache-Control"));
        var problem = await response.ReadJsonAsync();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.Equal(
            response.RequestMessage!.RequestUri!.AbsolutePath,
            problem.GetProperty("instance").GetString(),
            ignoreCase: true
        );
        return problem;
    }

    /// <summary>The value of a header, of the content's too; null: it is not there.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString()
        : response.Content.Headers.NonValidated.TryGetValues(name, out values) ? values.ToString()
        : null;

    /// <summary>All headers but the date, as they came, those of the content too.</summary>
    public static string[] AllHeaders(this HttpResponseMessage response) =>
        [
            .. response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {header.Value}"),
        ];

    public static string[] Members(this JsonElement element) =>
        [.. element.EnumerateObject().Select(member => member.Name)];
}
