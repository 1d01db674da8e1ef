using System.Net;

namespace Extensions.Jobs;

/// <summary>
/// Follows one job: by its event stream as long as that gets through, else by asking. Which of the two it is, and whether the server was
/// gone in between, the reader does not see.
/// </summary>
internal sealed class JobWatching(JobExchange exchange, JobPolls polls, string id, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A stream says its first word at once; one that does not is held back by something on the way.</summary>
    private static readonly TimeSpan _firstWord = TimeSpan.FromSeconds(10);

    private JobEventStream? _stream;
    private IDisposable? _holding;
    private bool _streams = true;
    private bool _unreachable;
    private TimeSpan _pause;
    private JobStatus? _last;

    private long Known => _last?.Version ?? 0;

    /// <summary>The present status, or what comes after the last one.</summary>
    public async Task<JobStatus> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
            _pause = TimeSpan.Zero;
            // Where connections are few there may be none for a stream now.
            if (_streams && _stream is null && (_holding = exchange.TryHold()) is not null)
            {
                _stream = await OpenAsync(cancellationToken).ConfigureAwait(false);
                if (_stream is null)
                {
                    await DisposeAsync().ConfigureAwait(false);
                }
            }

            var status = _stream is not null
                ? await ReadAsync(_stream, cancellationToken).ConfigureAwait(false)
                : await PollAsync(cancellationToken).ConfigureAwait(false);
            if (status is not null && IsNews(status))
            {
                return _last = status;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = null;
        }

        _holding?.Dispose();
        _holding = null;
    }

    private async Task<JobStatus?> ReadAsync(JobEventStream stream, CancellationToken cancellationToken)
    {
        switch (await stream.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            case { Status: { } status }:
                return status;
            case { IsRemoval: true }:
                // The answer says when it was removed, and why.
                return await polls.GetAsync(id, cancellationToken).ConfigureAwait(false);
            case null:
                _streams = stream.IsUsable;
                _pause = stream.ReconnectAfter;
                await DisposeAsync().ConfigureAwait(false);
                break;
        }

        return null;
    }

    /// <summary>Null: there is no stream now; if it is because the server did not give one, it is not asked for one again.</summary>
    private async Task<JobEventStream?> OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_firstWord, time);
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await exchange.OpenAsync(JobRequests.Events(id, Known), opening.Token).ConfigureAwait(false);
            if (
                response.StatusCode == HttpStatusCode.OK
                && response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            )
            {
                _unreachable = false;
                return await JobEventStream
                    .OpenAsync(response, _firstWord, time, cancellationToken)
                    .ConfigureAwait(false);
            }

            response.Dispose();
            _streams = false;
        }
        catch (Exception failure) when (LostAnswers.Include(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The server may restart: asked for its status it is waited for. Only then is it worth while to try again.
            _streams = failure is HttpRequestException && !_unreachable;
            _unreachable = true;
        }

        return null;
    }

    private async Task<JobStatus?> PollAsync(CancellationToken cancellationToken)
    {
        // Where a stream can be had again soon, nobody should hold the answer.
        var known = _streams ? 0 : Known;
        var poll = await polls.NextAsync(id, known, cancellationToken).ConfigureAwait(false);
        _pause = poll.AskAgain;
        return poll.Status;
    }

    /// <summary>
    /// Whether it differs from the last one, and is not older. Where versions do not get through, the time of the change tells.
    /// </summary>
    private bool IsNews(JobStatus status) =>
        _last is null
        || status.Version > _last.Version
        || (
            status.Version == 0
            && (status.Updated > _last.Updated || (status.Updated == _last.Updated && status.Status != _last.Status))
        );
}
