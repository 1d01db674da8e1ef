using System.Net;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

internal sealed partial class HttpJobClient<TInput, TOutput>
{
    private static readonly TimeSpan _cancelTime = TimeSpan.FromSeconds(5);

    public async Task<JobStatus> CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        var answer = await _exchange.AskAsync(JobRequests.Cancel(id), cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Accepted => _documents.Read(answer),
            _ when answer.Is(HttpStatusCode.Conflict, "job-finished") => throw new JobFinishedException(
                await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false)
            )
            {
                Problem = answer.Problem,
            },
            _ => throw Refusals.Of(answer, "JobOptions.Cancel"),
        };
    }

    public async Task<JobStatus?> DeleteAsync(
        string id,
        long? ifVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        var request = JobRequests.Delete(id, ifVersion is { } version ? _tags.Write(version) : null);
        var answer = await _exchange.AskAsync(request, cancellationToken).ConfigureAwait(false);
        switch (answer.Status)
        {
            case HttpStatusCode.NoContent:
                return null;
            case HttpStatusCode.Accepted:
                return _documents.Read(answer);
            case HttpStatusCode.PreconditionFailed:
                var status = await FindAsync(id, cancellationToken).ConfigureAwait(false);
                // The first of two requests, whose answer was lost, may have changed the version itself.
                return status is null || (answer.IsRepeat && status.DeleteRequested is not null)
                    ? status
                    : throw new JobChangedException(status) { Problem = answer.Problem };
            default:
                throw Refusals.Of(answer);
        }
    }

    public async Task<JobStatus?> DeleteOutputAsync(
        string id,
        long? ifOutputVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        var tag = ifOutputVersion is { } version ? JobTags.WriteOutput(version) : null;
        for (var isSecond = false; ; isSecond = true)
        {
            var answer = await _exchange
                .AskAsync(JobRequests.DeleteOutput(id, tag), cancellationToken)
                .ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.OK)
            {
                return _documents.Read(answer);
            }

            var isEarly = answer.Is(HttpStatusCode.Conflict, "job-not-finished");
            if (!isEarly && answer.Status is not (HttpStatusCode.NoContent or HttpStatusCode.PreconditionFailed))
            {
                throw Refusals.Of(answer);
            }

            var status = await FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (status is null || answer.Status == HttpStatusCode.NoContent)
            {
                return status;
            }

            if (!isEarly)
            {
                throw new JobChangedException(status) { Problem = answer.Problem };
            }

            // It may have ended between the two answers.
            if (!status.IsFinal || isSecond)
            {
                throw new JobNotFinishedException(status) { Problem = answer.Problem };
            }
        }
    }

    /// <summary>Null: the job is gone.</summary>
    private async Task<JobStatus?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (JobRemovedException)
        {
            return null;
        }
    }

    /// <summary>The caller has gone: if it is so set, the job is told to stop too.</summary>
    private Task CancelWithCallerAsync(string id) =>
        CancelWithCallerAsync(async cancellationToken =>
            await CancelAsync(id, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>
    /// The same where the answer to the creation has not come: by its key it is asked which job it made.
    /// </summary>
    private Task CancelWithCallerAsync(JobRequest creation) =>
        CancelWithCallerAsync(async cancellationToken =>
        {
            var job = await SubmitAsync(creation, cancellationToken).ConfigureAwait(false);
            await CancelAsync(job.Id, cancellationToken).ConfigureAwait(false);
        });

    private async Task CancelWithCallerAsync(Func<CancellationToken, Task> cancelAsync)
    {
        if (!_options.CancelOnCancellation)
        {
            return;
        }

        using var limit = new CancellationTokenSource(_cancelTime, _time);
        try
        {
            await cancelAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is JobFinishedException or JobRemovedException)
        {
            // It was faster.
        }
        catch (Exception failure) when (failure is JobException or OperationCanceledException)
        {
            LogNotCancelled(_logger, failure);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The caller has given up, but the job could not be cancelled: it goes on, if there is one."
    )]
    private static partial void LogNotCancelled(ILogger logger, Exception exception);
}
