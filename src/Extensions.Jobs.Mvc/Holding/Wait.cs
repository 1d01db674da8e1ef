using Extensions.Jobs.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// The time for which one request is held. It ends early when the caller goes away, and when the host stops or gives the request no
/// more time: then what is known is answered.
/// </summary>
internal sealed class Wait(TimeSpan limit, IDisposable? held, TimeProvider time) : IDisposable
{
    private readonly long _begun = time.GetTimestamp();

    public static Wait None { get; } = new(TimeSpan.Zero, null, TimeProvider.System);

    private TimeSpan Left => limit - time.GetElapsedTime(_begun);

    /// <summary>Waits for the end of a job, or until its document is none of those that the caller has.</summary>
    public async Task<JobStatus> UntilNewsAsync<TInput, TOutput>(
        IJobClient<TInput, TOutput> jobs,
        JobStatus status,
        EntityTags? known,
        HttpContext http,
        CancellationToken cancellationToken
    )
        where TInput : notnull
    {
        while (
            !status.IsFinal && known?.HasWeakly(JobTags.Of(status)) != false && Left is var left && left > TimeSpan.Zero
        )
        {
            try
            {
                var version = known is null ? null : (long?)status.Version;
                var next = await jobs.WaitAsync(status.Id, left, version, cancellationToken);
                if (next.Version == status.Version)
                {
                    return next;
                }

                status = next;
            }
            catch (OperationCanceledException) when (IsCutShort(http))
            {
                return await jobs.GetStatusAsync(status.Id, CancellationToken.None);
            }
        }

        return status;
    }

    /// <summary>Waits for the end of a job that was just accepted: whatever happens to it, accepted it is.</summary>
    public async Task<JobStatus> UntilEndAsync<TInput, TOutput>(
        IJobClient<TInput, TOutput> jobs,
        JobStatus created,
        HttpContext http,
        CancellationToken cancellationToken
    )
        where TInput : notnull
    {
        try
        {
            return created.IsRemoved
                ? created
                : await UntilNewsAsync(jobs, created, known: null, http, cancellationToken);
        }
        catch (JobStoreException)
        {
            return created;
        }
        catch (JobException)
        {
            return created with { IsRemoved = true };
        }
    }

    /// <summary>Waits until a job is gone whose deletion was asked for. Null: it is.</summary>
    public async Task<JobStatus?> UntilGoneAsync<TInput, TOutput>(
        IJobClient<TInput, TOutput> jobs,
        JobStatus stopping,
        HttpContext http,
        CancellationToken cancellationToken
    )
        where TInput : notnull
    {
        try
        {
            return await UntilNewsAsync(jobs, stopping, known: null, http, cancellationToken);
        }
        catch (JobStoreException)
        {
            return stopping;
        }
        catch (JobException)
        {
            return null;
        }
    }

    public void Dispose() => held?.Dispose();

    /// <summary>For what is read after a wait: a time-out of the host that has ended the wait does not end the answer too.</summary>
    public static CancellationToken After(HttpContext http, CancellationToken cancellationToken) =>
        IsCutShort(http) ? CancellationToken.None : cancellationToken;

    /// <summary>Whether it is the host's request time-out that ended the wait, and not the caller.</summary>
    private static bool IsCutShort(HttpContext http) =>
        http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
}
