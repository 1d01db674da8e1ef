using System.Diagnostics;
using System.Net;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Connections that each send one request after the other.</summary>
internal sealed class Connections(Uri address) : IDisposable
{
    public const int Count = 32;

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            MaxConnectionsPerServer = Count,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        }
    )
    {
        BaseAddress = address,
    };

    /// <summary>Requests a second.</summary>
    public async Task<double> MeasureAsync(
        Func<int, HttpRequestMessage> request,
        HttpStatusCode expected,
        TimeSpan length
    )
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, Count).Select(caller => Task.Run(() => CallAsync(caller))));
        return done.Sum() / clock.Elapsed.TotalSeconds;

        async Task<int> CallAsync(int caller)
        {
            var own = 0;
            for (; clock.Elapsed < length; own++)
            {
                using var message = request(caller);
                using var answer = await _http.SendAsync(message);
                if (answer.StatusCode != expected)
                {
                    throw new InvalidOperationException($"{message.RequestUri} answered {answer.StatusCode}.");
                }
            }

            return own;
        }
    }

    public async Task<RecordedAnswer> RecordAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return await RecordedAnswer.OfAsync(answer);
    }

    public async Task<string> TagAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return answer.Headers.ETag?.ToString() ?? throw new InvalidOperationException("A status has no ETag.");
    }

    public void Dispose() => _http.Dispose();
}
