using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>One attempt at one claimed job, from its start to the save of its end.</summary>
internal sealed partial class JobRun : JobContext
{
    private readonly Job _job;
    private readonly JobType _type;
    private readonly JobWork _work;
    private readonly TakenSlot _slot;
    private readonly NodeTenure _tenure;
    private readonly RunParts _parts;
    private readonly ILogger _logger;
    private readonly RunStop _stop = new();
    private readonly RunReports _reports = new();
    private readonly HeldJob _held;
    private readonly RunReporter _reporter;
    private readonly CancellationTokenSource _givenUp = new();
    private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _estimate;

    public JobRun(Job job, JobType type, JobWork work, TakenSlot slot, NodeTenure tenure, RunParts parts)
    {
        _job = job;
        _type = type;
        _work = work;
        _slot = slot;
        _tenure = tenure;
        _parts = parts;
        _logger = parts.Logger;
        _held = new HeldJob(job.Header, _stop, parts.Writer);
        _reporter = new RunReporter(_held, _reports, parts.Time, parts.Logger);
    }

    public override string Id => _job.Header.Id;

    public override string Name => _job.Header.Name;

    public override string Owner => _job.Header.Owner;

    public override int Attempt => _job.Header.Attempt;

    public override int MaxAttempts => _type.Options.MaxAttempts;

    public override JobStopCause StopCause => _stop.Cause;

    public long Claim => _job.Header.Claim;

    /// <summary>Completes when the end of the job is saved, or the run was given up.</summary>
    public Task Saved => _saved.Task;

    public override void ReportProgress(double percent, string? message = null)
    {
        if (!double.IsNaN(percent))
        {
            var whole = (int)Math.Clamp(percent, 0, 100);
            var completion = JobEstimates.ByProgress(
                _job.Header.Started!.Value,
                whole,
                _estimate ?? _job.Header.EstimatedDuration,
                _parts.Clock.Now
            );
            _reports.Progress(whole, message, completion);
            _reporter.Start();
        }
    }

    public override void ReportIssue(string message, string? code = null)
    {
        _reports.Add(new JobIssue(message, _parts.Clock.Now, code));
        _reporter.Start();
    }

    /// <summary>The worker's own estimate.</summary>
    public void Estimate(TimeSpan duration)
    {
        if (duration >= TimeSpan.Zero && duration != _job.Header.EstimatedDuration)
        {
            _estimate = JobTime.Estimate(duration);
            _reports.Estimate(duration);
            _reporter.Start();
        }
    }

    /// <summary>How long to wait before the next attempt, if the worker does not say.</summary>
    public TimeSpan NextDelay() => RetryDelay.After(_type.Options, Attempt, Random.Shared.NextDouble());

    /// <summary>Tells the worker to stop.</summary>
    public void Stop(JobStopCause cause) => _stop.Ask(cause);

    /// <summary>Ends the job without its worker, now; a save that does not succeed is not tried again.</summary>
    public void GiveUp() => _ = _givenUp.CancelAsync();

    /// <summary>It will not save its end any more: nobody is to wait for that.</summary>
    public void BreakOff() => _saved.TrySetResult();

    /// <summary>Runs the attempt. Completes when the worker has really returned.</summary>
    public async Task ExecuteAsync()
    {
        var started = _parts.Time.GetTimestamp();
        Task<JobEnd?> working;
        JobEnd? end;
        // Before the worker begins: from then on no request to stop is missed.
        using (_parts.Watch.Observe(Id, _held.Notice))
        using (_tenure.Lost.UnsafeRegister(static run => ((JobRun)run!).Stop(JobStopCause.LeaseLost), this))
        {
            // On a thread of its own: a worker that blocks must not keep a time-out or a stop from taking effect.
            working = Task.Run(() => _work.RunAsync(_job, this, _stop.Token));
            end = await EndOfAsync(working).ConfigureAwait(false);
        }

        await _reporter.StopAsync().ConfigureAwait(false);
        var duration = _parts.Time.GetElapsedTime(started);
        if (end is JobEnd.Succeeded)
        {
            // Before the save: who hears that the job has ended may ask for the next estimate at once.
            _parts.Fleet.Learn(_type, duration);
        }

        var saving = end is null ? Task.FromResult<JobHeader?>(null) : SaveAsync(end);
        if (working.IsCompleted)
        {
            _slot.Free();
        }

        if (await saving.ConfigureAwait(false) is { } saved)
        {
            _parts.Metrics.Ran(Name, saved.State, duration);
        }

        _saved.TrySetResult();
        await working.ConfigureAwait(false);
    }

    /// <returns>The header that was saved; null: the job is another's by now, or the run was given up.</returns>
    private async Task<JobHeader?> SaveAsync(JobEnd end)
    {
        if (_reports.Changed.IsCompleted)
        {
            end = end with { Report = _reports.Unwritten().Report };
        }

        var backoff = new Backoff(_parts.Time);
        while (true)
        {
            try
            {
                var write = await _held
                    .ApplyAsync((header, now) => JobTransitions.End(header, Claim, end, _type.Policy, now))
                    .ConfigureAwait(false);
                return Announce(write);
            }
            catch (Exception failure)
            {
                LogNotSaved(Id, failure.Message);
                if (_givenUp.IsCancellationRequested)
                {
                    return null;
                }

                await backoff.WaitAsync(_givenUp.Token).ConfigureAwait(false);
            }
        }
    }

    private JobHeader? Announce(JobWrite write)
    {
        if (!write.Saved)
        {
            LogLate(Id);
            return null;
        }

        if (write.Header!.State == JobState.Queued)
        {
            _parts.Enqueuer.Enqueue(write.Header);
        }

        return write.Header;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The end of job {Id} came too late: the job has ended or is another's"
    )]
    private partial void LogLate(string id);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The end of job {Id} could not be saved, it is tried again: {Reason}"
    )]
    private partial void LogNotSaved(string id, string reason);
}
