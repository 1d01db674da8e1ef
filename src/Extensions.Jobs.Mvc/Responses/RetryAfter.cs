using Extensions.Jobs.Providers;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>How many seconds a client should wait before it asks again.</summary>
internal sealed class RetryAfter(JobClock clock, IOptions<JobsOptions> options)
{
    private readonly int _min = options.Value.MinRetryAfter;
    private readonly int _max = options.Value.MaxRetryAfter;

    public int Shortest => _min;

    /// <summary>What is left by the estimate; unknown or overdue, a tenth of the job's age, so that polls grow only logarithmically.</summary>
    public int For(JobStatus status)
    {
        var now = clock.Now;
        var left = status.EstimatedCompletion - now;
        return Clamp(left > TimeSpan.Zero ? left.Value.TotalSeconds : (now - status.Created).TotalSeconds / 10);
    }

    /// <summary>Spread, so that those who are refused together do not come back together.</summary>
    public int ForRefused() => Random.Shared.Next(Math.Max(_min, _max / 2), _max + 1);

    private int Clamp(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds), _min, _max);
}
