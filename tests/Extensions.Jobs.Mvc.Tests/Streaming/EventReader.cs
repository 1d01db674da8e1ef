using System.Net.ServerSentEvents;
using System.Text;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Streaming;

/// <summary>Reads one stream as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        Response = response;
        _stream = stream;
        _parser = SseParser.Create(stream);
        _events = _parser.EnumerateAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public HttpResponseMessage Response { get; }

    public TimeSpan Reconnection => _parser.ReconnectionInterval;

    public static async Task<EventReader> OpenAsync(
        TestApp app,
        string job,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{job}/events");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var cancellationToken = TestContext.Current.CancellationToken;
        var response = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>The next event, as <c>status 9</c>; null: the stream has ended.</summary>
    public async Task<string?> NextAsync()
    {
        if (!await _events.MoveNextAsync())
        {
            return null;
        }

        Data = _events.Current.Data;
        return $"{_events.Current.EventType} {_events.Current.EventId}";
    }

    /// <summary>What was in the latest event.</summary>
    public string Data { get; private set; } = "";

    /// <summary>The next bytes, not as events.</summary>
    public async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>All that comes until the end, not as events.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        Response.Dispose();
    }
}
