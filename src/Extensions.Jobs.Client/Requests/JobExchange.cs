using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>Sends requests to one endpoint and reads the answers whole; tries again what may be answered later.</summary>
internal sealed partial class JobExchange(
    IHttpClientFactory clients,
    string clientName,
    JobsClientOptions options,
    HeldAnswers held,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>How much later than it should an answer may come.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    /// <summary>The time-out where HttpClient has none, but for what may be long to send.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <summary>Asks until there is an answer that another try would not better.</summary>
    /// <param name="request">What is asked; harmless to repeat.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="JobServerUnavailableException">There is none.</exception>
    /// <exception cref="JobLimitException">There are too many jobs.</exception>
    public async Task<JobAnswer> AskAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var retries = new Retries(options.RetryTime, request.Within, time);
        for (var isRepeat = false; ; isRepeat = true)
        {
            JobException failure;
            TimeSpan? retryAfter = null;
            var http = clients.CreateClient(clientName);
            var asked = $"{request.Method} {request.AddressAt(AddressOf(http))}";
            try
            {
                var answer = await SendAsync(http, asked, request, cancellationToken).ConfigureAwait(false);
                if (!answer.IsTemporary)
                {
                    return answer with { IsRepeat = isRepeat };
                }

                failure = Refusals.Of(answer);
                retryAfter = answer.RetryAfter;
            }
            catch (Exception lost) when (LostAnswers.Include(lost))
            {
                cancellationToken.ThrowIfCancellationRequested();
                failure = Refusals.OfLost(asked, lost);
                if (LostAnswers.WillBeLostAgain(lost))
                {
                    throw failure;
                }
            }

            if (retries.Next(retryAfter) is not { } pause)
            {
                throw failure;
            }

            LogRetry(logger, asked, pause, failure.Message);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            // Something on the way may cut answers that take long: what is asked again is answered at once.
            request = request with
            {
                Wait = TimeSpan.Zero,
            };
        }
    }

    /// <summary>A connection for an answer that goes on, to be disposed; null: there is none to spare.</summary>
    public IDisposable? TryHold()
    {
        // How many connections there are is known when the first client has been made.
        _ = clients.CreateClient(clientName);
        return held.TryBegin();
    }

    /// <summary>Asks once, for an answer that goes on: its body is not read yet.</summary>
    public async Task<HttpResponseMessage> OpenAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var http = clients.CreateClient(clientName);
        using var message = request.ToMessage(http, AddressOf(http));
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<JobAnswer> SendAsync(
        HttpClient http,
        string asked,
        JobRequest request,
        CancellationToken cancellationToken
    )
    {
        using var holding = request.Wait > TimeSpan.Zero ? held.TryBegin() : null;
        var maxWait =
            holding is null ? TimeSpan.Zero
            : http.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue
            : http.Timeout / 2;
        request = request with { Wait = request.Wait < maxWait ? request.Wait : maxWait };
        using var limit = new CancellationTokenSource(LimitOf(http, request), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var message = request.ToMessage(http, AddressOf(http));
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token)
            .ConfigureAwait(false);
        var body = await AnswerBody
            .ReadAsync(response.Content, http, time, request.IsLarge ? cancellationToken : either.Token)
            .ConfigureAwait(false);
        return JobAnswer.Of(asked, response, body, time.GetUtcNow());
    }

    private static TimeSpan LimitOf(HttpClient http, JobRequest request)
    {
        var usual =
            http.Timeout != Timeout.InfiniteTimeSpan ? http.Timeout
            : request.Body is null ? request.Wait + _patience
            : _longest;
        // A server that says nothing must not hold up who wants to wait for a short time only.
        return request.Within < usual ? request.Within.Value + _grace : usual;
    }

    private Uri AddressOf(HttpClient http) =>
        http.BaseAddress ?? throw new InvalidOperationException($"The HTTP client '{clientName}' has no BaseAddress.");

    [LoggerMessage(LogLevel.Warning, "{Request} is sent again in {Pause}: {Reason}")]
    private static partial void LogRetry(ILogger logger, string request, TimeSpan pause, string reason);
}
