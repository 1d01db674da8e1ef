using System.Net;

namespace Extensions.Jobs;

/// <summary>What the server said of a job.</summary>
/// <param name="Status">The job; null: it has not changed.</param>
/// <param name="AskAgain">After which pause it is to be asked again.</param>
/// <param name="MayChange">Whether the server wants that: of a job that has ended it does not.</param>
internal readonly record struct JobPoll(JobStatus? Status, TimeSpan AskAgain, bool MayChange);

/// <summary>Asks how a job is getting on, once or until there is news.</summary>
internal sealed class JobPolls(
    JobExchange exchange,
    JobDocuments documents,
    JobTags tags,
    JobsClientOptions options,
    TimeProvider time
)
{
    private static readonly TimeSpan _unlessTold = TimeSpan.FromSeconds(1);

    /// <summary>A server that stops answers at once what it should hold, and perhaps without asking for a pause.</summary>
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);

    public Task<JobStatus> GetAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(id, within: null, cancellationToken);

    /// <summary>The present status at once, or, if the version is known, what comes after it.</summary>
    public Task<JobPoll> NextAsync(string id, long known, CancellationToken cancellationToken) =>
        AskAsync(
            known == 0 ? JobRequests.Status(id) : IfChanged(id, known) with { Wait = options.WaitTime },
            cancellationToken
        );

    /// <inheritdoc cref="IJobClient{TInput,TOutput}.WaitAsync"/>
    public async Task<JobStatus> WaitAsync(
        string id,
        TimeSpan timeout,
        long? knownVersion,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var left = LeftOf(timeout, start);
            var request = knownVersion is { } known ? IfChanged(id, known) : JobRequests.Status(id);
            request = request with { Wait = left < options.WaitTime ? left : options.WaitTime, Within = left };
            var (status, pause, mayChange) = await AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (status is null && !mayChange)
            {
                // It is the known one, and will not change any more.
                status = await GetAsync(id, left, cancellationToken).ConfigureAwait(false);
            }

            if (status is not null && (status.IsFinal || (knownVersion is { } version && status.Version != version)))
            {
                return status;
            }

            left = LeftOf(timeout, start);
            if (left <= TimeSpan.Zero)
            {
                return status ?? await GetAsync(id, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<JobStatus> GetAsync(string id, TimeSpan? within, CancellationToken cancellationToken)
    {
        var request = JobRequests.Status(id) with { Within = within };
        var poll = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        return poll.Status!;
    }

    private JobRequest IfChanged(string id, long known) =>
        JobRequests.Status(id) with
        {
            Header = new("If-None-Match", tags.Write(known)),
        };

    private TimeSpan LeftOf(TimeSpan timeout, long start)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return TimeSpan.MaxValue;
        }

        var left = timeout - time.GetElapsedTime(start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<JobPoll> AskAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var answer = await exchange.AskAsync(request, cancellationToken).ConfigureAwait(false);
        return new JobPoll(
            answer.Status switch
            {
                HttpStatusCode.NotModified when request.Header is not null => null,
                // The redirect to the output, which something on the way made of it again, carries the document too.
                HttpStatusCode.OK or HttpStatusCode.SeeOther => documents.Read(answer),
                _ => throw Refusals.Of(answer),
            },
            answer.RetryAfter is not { } asked ? _unlessTold
                : asked > _shortest ? asked
                : _shortest,
            answer.RetryAfter is not null
        );
    }
}
