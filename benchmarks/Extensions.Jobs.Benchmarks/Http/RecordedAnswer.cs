using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Extensions.Jobs.Benchmarks;

/// <summary>An answer of ours, given again: the same status, headers and bytes.</summary>
public sealed class RecordedAnswer : IActionResult
{
    private static readonly HashSet<string> _serversOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date",
        "Server",
        "Transfer-Encoding",
    };

    private readonly int _status;
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly byte[] _body;

    private RecordedAnswer(int status, KeyValuePair<string, StringValues>[] headers, byte[] body)
    {
        _status = status;
        _headers = headers;
        _body = body;
    }

    public static async Task<RecordedAnswer> OfAsync(HttpResponseMessage answer) =>
        new(
            (int)answer.StatusCode,
            [
                .. answer
                    .Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
                    .Where(header => !_serversOwn.Contains(header.Key))
                    .Select(header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value]))),
            ],
            await answer.Content.ReadAsByteArrayAsync()
        );

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = _status;
        foreach (var (name, value) in _headers)
        {
            response.Headers[name] = value;
        }

        if (_body.Length > 0)
        {
            await response.Body.WriteAsync(_body, context.HttpContext.RequestAborted);
        }
    }
}
