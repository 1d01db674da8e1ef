using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <content>When a run ends, and by what: its worker returns, or was told to stop and has had its time.</content>
internal sealed partial class JobRun
{
    /// <summary>Waits for the worker, or for the moment from which the job does not wait for it any longer.</summary>
    /// <returns>How the run ended; null: the job is another's, and nothing is saved.</returns>
    private async Task<JobEnd?> EndOfAsync(Task<JobEnd?> working)
    {
        using var returned = new CancellationTokenSource();
        _ = TimeOutAsync(returned.Token);
        await Task.WhenAny(working, _stop.Asked).ConfigureAwait(false);
        if (!working.IsCompleted)
        {
            await Task.WhenAny(working, GraceOverAsync(returned.Token)).ConfigureAwait(false);
        }

        await returned.CancelAsync().ConfigureAwait(false);
        if (working.IsCompleted)
        {
            return await working.ConfigureAwait(false) ?? EndBy(StopCause);
        }

        if (StopCause != JobStopCause.LeaseLost)
        {
            LogIgnored(Id, StopCause);
            _parts.Metrics.IgnoredStop(Name);
        }

        return EndBy(StopCause);
    }

    private async Task TimeOutAsync(CancellationToken returned)
    {
        await _parts.Time.SleepAsync(_type.Options.ExecutionTimeout, returned).ConfigureAwait(false);
        if (!returned.IsCancellationRequested)
        {
            Stop(JobStopCause.TimedOut);
        }
    }

    /// <summary>Completes when a worker that was asked to stop has had its time.</summary>
    private async Task GraceOverAsync(CancellationToken returned)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(returned, _givenUp.Token, _tenure.Lost);
        var grace = StopCause switch
        {
            JobStopCause.LeaseLost => TimeSpan.Zero,
            JobStopCause.HostStopping => Timeout.InfiniteTimeSpan,
            _ => _type.Options.CancellationGracePeriod,
        };
        await _parts.Time.SleepAsync(grace, until.Token).ConfigureAwait(false);
    }

    private JobEnd? EndBy(JobStopCause cause) =>
        cause switch
        {
            JobStopCause.LeaseLost => null,
            JobStopCause.HostStopping => new JobEnd.HandedBack(),
            JobStopCause.TimedOut => new JobEnd.Retry(
                RunErrors.TimedOut(_type.Options.ExecutionTimeout, _job.Header.TraceId),
                NextDelay()
            ),
            _ => new JobEnd.Cancelled(),
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The worker of job {Id} was told to stop ({Cause}) and has not; the job ends without it, its slot stays taken"
    )]
    private partial void LogIgnored(string id, JobStopCause cause);
}
