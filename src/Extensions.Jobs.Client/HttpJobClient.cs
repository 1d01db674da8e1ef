using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>The client over HTTP.</summary>
internal sealed partial class HttpJobClient<TInput, TOutput> : IJobClient<TInput, TOutput>
    where TInput : notnull
{
    private readonly JobsClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JobPayloads<TInput, TOutput> _payloads;
    private readonly JobTags _tags = new();
    private readonly JobDocuments _documents;
    private readonly JobExchange _exchange;
    private readonly JobPolls _polls;

    public HttpJobClient(
        JobEndpoint<TInput, TOutput> endpoint,
        IHttpClientFactory clients,
        IOptionsMonitor<JobsClientOptions> options,
        TimeProvider time,
        ILogger<HttpJobClient<TInput, TOutput>> logger
    )
    {
        var name = JobEndpoint<TInput, TOutput>.ClientName;
        _options = options.Get(name);
        _time = time;
        _logger = logger;
        _payloads = new JobPayloads<TInput, TOutput>(_options.SerializerOptions);
        _documents = new JobDocuments(_tags);
        _exchange = new JobExchange(clients, name, _options, endpoint.Held, time, logger);
        _polls = new JobPolls(_exchange, _documents, _tags, _options, time);
    }

    public IJobClient<TInput, TOutput> For(string owner) =>
        throw new NotSupportedException("Over HTTP the credentials of the client decide whose jobs it sees.");

    public Task<JobStatus> GetStatusAsync(string id, CancellationToken cancellationToken = default) =>
        _polls.GetAsync(id, cancellationToken);

    public async Task<JobStatus> WaitAsync(
        string id,
        TimeSpan timeout,
        long? knownVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await _polls.WaitAsync(id, timeout, knownVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await CancelWithCallerAsync(id).ConfigureAwait(false);
            throw;
        }
    }

    public async IAsyncEnumerable<JobStatus> WatchAsync(
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var watching = new JobWatching(_exchange, _polls, id, _time);
        JobStatus status;
        do
        {
            try
            {
                status = await watching.NextAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await CancelWithCallerAsync(id).ConfigureAwait(false);
                throw;
            }

            yield return status;
        } while (!status.IsFinal);
    }

    public async Task<JobOutput<TOutput>> GetOutputAsync(string id, CancellationToken cancellationToken = default)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var answer = await _exchange.AskAsync(JobRequests.Output(id), cancellationToken).ConfigureAwait(false);
            switch (answer.Status)
            {
                case HttpStatusCode.OK when answer.IsJson:
                case HttpStatusCode.NoContent:
                    return new JobOutput<TOutput>(
                        answer.Body,
                        JobTags.ReadOutput(answer.Tag),
                        await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false),
                        answer.Status == HttpStatusCode.OK ? _payloads.Read : static _ => default!
                    );
                case var _ when answer.Is(HttpStatusCode.Gone, "output-deleted"):
                    var left = await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false);
                    var deleted = ProblemReader.TimeOf(answer.Problem, "removed") ?? answer.At;
                    throw new JobOutputException(left, deleted) { Problem = answer.Problem };
            }

            var isEarly = answer.Is(HttpStatusCode.NotFound, "output-not-ready");
            if (!isEarly && !answer.Is(HttpStatusCode.NotFound, "output-unavailable"))
            {
                throw Refusals.Of(answer);
            }

            var status = await _polls.GetAsync(id, cancellationToken).ConfigureAwait(false);
            // It may have ended between the two answers.
            if (!isEarly || !status.IsFinal || isSecond)
            {
                throw new JobOutputException(status) { Problem = answer.Problem };
            }
        }
    }

    public async Task<JobList> ListAsync(JobListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit ?? 1, 1, nameof(query.Limit));
        var answer = await _exchange.AskAsync(JobRequests.List(query), cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.OK => _documents.ReadList(answer),
            HttpStatusCode.BadRequest when answer.Problem is { } problem => throw new ArgumentException(
                problem.Detail ?? problem.Title,
                nameof(query),
                Refusals.Of(answer)
            ),
            _ => throw Refusals.Of(answer, "JobOptions.List"),
        };
    }
}
