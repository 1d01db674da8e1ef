using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Extensions.Jobs;

/// <summary>What an event said.</summary>
/// <param name="Status">The job; null: nothing of it.</param>
/// <param name="IsRemoval">The job is gone.</param>
internal sealed record JobEvent(JobStatus? Status, bool IsRemoval = false);

/// <summary>One connection to the events of a job.</summary>
internal sealed class JobEventStream : IAsyncDisposable
{
    /// <summary>A comment comes every 15 seconds: three of them missing is a connection that nobody serves any more.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _shortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pauseUnlessTold = TimeSpan.FromSeconds(3);

    private readonly HttpResponseMessage _response;
    private readonly LiveStream _body;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private bool _isGarbled;

    private JobEventStream(HttpResponseMessage response, LiveStream body, CancellationToken cancellationToken)
    {
        _response = response;
        _body = body;
        _parser = SseParser.Create(body);
        _events = _parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Whether something came through, and can be read: if not, another stream will be no better.</summary>
    public bool IsUsable => _body.HasSpoken && !_isGarbled;

    /// <summary>The pause before the next connection, as the server wants it.</summary>
    public TimeSpan ReconnectAfter =>
        _parser.ReconnectionInterval is var asked && asked >= TimeSpan.Zero && asked <= _longestPause
            ? asked > _shortestPause
                ? asked
                : _shortestPause
            : _pauseUnlessTold;

    /// <param name="response">Whose body it is; disposed with the stream.</param>
    /// <param name="firstWord">How long it may be silent at first.</param>
    /// <param name="time">Measures silence.</param>
    /// <param name="cancellationToken">Ends all reading.</param>
    public static async Task<JobEventStream> OpenAsync(
        HttpResponseMessage response,
        TimeSpan firstWord,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new JobEventStream(response, new LiveStream(body, firstWord, _silence, time), cancellationToken);
    }

    /// <summary>The next event; null: the stream has ended, or is broken.</summary>
    public async Task<JobEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _events.MoveNextAsync().ConfigureAwait(false) ? Read(_events.Current) : null;
        }
        catch (Exception failure) when (failure is JsonException || LostAnswers.Include(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _isGarbled = failure is JsonException;
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }

    private static JobEvent Read(SseItem<string> item) =>
        item.EventType switch
        {
            "status" or "completed" => new JobEvent(
                JobDocuments.Read(item.Data) with
                {
                    Version = long.TryParse(
                        item.EventId,
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var version
                    )
                        ? version
                        : 0,
                }
            ),
            "deleted" => new JobEvent(null, IsRemoval: true),
            _ => new JobEvent(null),
        };
}
