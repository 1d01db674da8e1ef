using Extensions.Jobs.Providers;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>How many seconds a client should wait before it asks again.</summary>
internal sealed class RetryAfter(JobClock clock, JobEstimates estimates, IOptions<JobsOptions> options)
{
    private readonly int _min = options.Value.MinRetryAfter;
    private readonly int _max = options.Value.MaxRetryAfter;

    public int Shortest => _min;

    /// <summary>
    /// What is left by the estimate; unknown or overdue, a tenth of the job's age, so that polls grow only logarithmically.
    /// </summary>
    public int For(JobType type, JobStatus status)
    {
        var now = clock.Now;
        // Counted on, it can be a little behind the store's clock, by which the job was written.
        now = now > status.Updated ? now : status.Updated;
        var left = LeftOf(type, status, now);
        return Clamp(left > TimeSpan.Zero ? left.Value.TotalSeconds : (now - status.Created).TotalSeconds / 10);
    }

    /// <summary>
    /// The estimate of a job that waits was made with the queue of then: by the queue of now it can be sooner, and if that time has
    /// passed, it is as if the job came last now.
    /// </summary>
    private TimeSpan? LeftOf(JobType type, JobStatus status, DateTimeOffset now)
    {
        var left = status.EstimatedCompletion - now;
        if (status.Status != JobStatus.Queued || estimates.ForNew(type, status.Due, now).Completion is not { } last)
        {
            return left;
        }

        return left > TimeSpan.Zero && left < last - now ? left : last - now;
    }

    /// <summary>Spread, so that those who are refused together do not come back together.</summary>
    public int ForRefused() => Random.Shared.Next(Math.Max(_min, _max / 2), _max + 1);

    private int Clamp(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds), _min, _max);
}
