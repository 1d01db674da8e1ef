using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>Sends requests to one endpoint and reads the answers whole; tries again what may be answered later.</summary>
internal sealed partial class JobExchange(
    IHttpClientFactory clients,
    string clientName,
    JobsClientOptions options,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>How much later than it should an answer may come.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    /// <summary>Asks until there is an answer that another try would not better.</summary>
    /// <param name="request">What is asked; harmless to repeat.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="within">How long it may take, more or less. Default: as long as the options say.</param>
    /// <exception cref="JobServerUnavailableException">There is none.</exception>
    /// <exception cref="JobLimitException">There are too many jobs.</exception>
    public async Task<JobAnswer> AskAsync(
        JobRequest request,
        CancellationToken cancellationToken,
        TimeSpan? within = null
    )
    {
        var retries = new Retries(within < options.RetryTime ? within.Value : options.RetryTime, time);
        for (var isRepeat = false; ; isRepeat = true)
        {
            JobException failure;
            TimeSpan? retryAfter = null;
            try
            {
                var answer = await SendAsync(request, within, cancellationToken).ConfigureAwait(false);
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
                failure = Refusals.OfLost(request, lost);
            }

            if (retries.Next(retryAfter) is not { } pause)
            {
                throw failure;
            }

            LogRetry(logger, request.Method, request.Path, pause, failure.Message);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            // Something on the way may cut answers that take long: what is asked again is answered at once.
            request = request with
            {
                Wait = TimeSpan.Zero,
            };
        }
    }

    /// <summary>Asks once, for an answer that goes on: its body is not read yet.</summary>
    public async Task<HttpResponseMessage> OpenAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var http = clients.CreateClient(clientName);
        using var message = request.ToMessage(AddressOf(http), TimeSpan.Zero);
        return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<JobAnswer> SendAsync(JobRequest request, TimeSpan? within, CancellationToken cancellationToken)
    {
        var http = clients.CreateClient(clientName);
        var maxWait = http.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : http.Timeout / 2;
        // A server that says nothing must not hold up who wants to wait for a short time only.
        using var limit =
            within < maxWait ? new CancellationTokenSource(within.Value + _grace, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var message = request.ToMessage(AddressOf(http), maxWait);
        using var response = await http.SendAsync(message, either.Token).ConfigureAwait(false);
        return await JobAnswer.ReadAsync(message, response, time, either.Token).ConfigureAwait(false);
    }

    private Uri AddressOf(HttpClient http) =>
        http.BaseAddress ?? throw new InvalidOperationException($"The HTTP client '{clientName}' has no BaseAddress.");

    [LoggerMessage(LogLevel.Warning, "{Method} '{Path}' is sent again in {Pause}: {Reason}")]
    private static partial void LogRetry(ILogger logger, HttpMethod method, string path, TimeSpan pause, string reason);
}
