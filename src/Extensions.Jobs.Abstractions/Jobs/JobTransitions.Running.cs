namespace Extensions.Jobs;

/// <content>What the run of a job writes: every transition takes its claim, and says no to any other.</content>
public static partial class JobTransitions
{
    /// <summary>
    /// The worker's own estimate of its run, given right after the claim. No, if it changes nothing, is negative, or is longer
    /// than a century.
    /// </summary>
    public static JobUpdate? Estimate(JobHeader job, long claim, TimeSpan duration, DateTimeOffset now)
    {
        now = Settle(job, now);
        if (!job.IsHeldBy(claim) || JobTime.Estimate(duration) is not { } known || job.EstimatedDuration == known)
        {
            return null;
        }

        return new JobUpdate(
            Next(job, now) with
            {
                EstimatedDuration = known,
                EstimatedCompletion = JobTime.After(job.Started ?? now, known),
            }
        );
    }

    /// <summary>Progress, message and warnings. No, if that changes nothing.</summary>
    public static JobUpdate? Report(JobHeader job, long claim, JobReport report, DateTimeOffset now)
    {
        if (!job.IsHeldBy(claim))
        {
            return null;
        }

        var reported = Apply(job, report);
        return reported == job ? null : new JobUpdate(Next(reported, Settle(job, now)));
    }

    /// <summary>
    /// Running → Succeeded, Failed, Cancelled, or Queued again: by what the run ended with, and by what was asked meanwhile. A
    /// job whose deletion was asked is removed, however it ended.
    /// </summary>
    public static JobUpdate? End(JobHeader job, long claim, JobEnd end, JobPolicy policy, DateTimeOffset now)
    {
        if (!job.IsHeldBy(claim))
        {
            return null;
        }

        now = Settle(job, now);
        var ended = Next(end.Report is { } report ? Apply(job, report) : job, now);
        return end switch
        {
            JobEnd.Succeeded(var output, var hasCleanup) => Succeed(ended, output, hasCleanup, policy, now),
            JobEnd.Failed(var error) => Finish(ended with { State = JobState.Failed, Error = error }, policy, now),
            JobEnd.Cancelled(var error) => Cancel(ended, error, policy, now),
            JobEnd.Retry(var error, _) when job.StopRequested => Cancel(ended, error, policy, now),
            JobEnd.Retry(var error, var after) => Again(
                ended,
                error,
                JobTime.After(now, after) ?? JobTime.Last,
                policy,
                now
            ),
            _ when job.StopRequested => Cancel(ended, null, policy, now),
            JobEnd.HandedBack when job.HandBacks < JobPolicy.MaxHandBacks => Queue(
                ended with
                {
                    Attempt = job.Attempt - 1,
                    HandBacks = job.HandBacks + 1,
                },
                due: null
            ),
            _ => Again(ended, WorkerLost(job), due: null, policy, now),
        };
    }

    /// <summary>The job of a node that has ended, taken from it: as a run that ended by a lost lease.</summary>
    public static JobUpdate? Recover(JobHeader job, JobPolicy policy, DateTimeOffset now) =>
        End(job, job.Claim, new JobEnd.LeaseLost(), policy, now);

    private static JobHeader Apply(JobHeader job, JobReport report) =>
        job with
        {
            Progress = report.Progress is { } progress
                ? Math.Max(Math.Clamp(progress, 0, 100), job.Progress ?? 0)
                : job.Progress,
            Message = JobText.Clean(report.Message) ?? job.Message,
            Issues = report.Issues is { } issues ? job.Issues.Add(issues) : job.Issues,
            EstimatedCompletion = report.EstimatedCompletion is { } completion
                ? JobTime.Floor(completion)
                : job.EstimatedCompletion,
        };

    private static JobUpdate Again(
        JobHeader job,
        JobError error,
        DateTimeOffset? due,
        JobPolicy policy,
        DateTimeOffset now
    ) =>
        job.Attempt < policy.MaxAttempts
            ? Queue(job with { HandBacks = 0 }, due)
            : Finish(job with { State = JobState.Failed, Error = error }, policy, now);

    private static JobUpdate Queue(JobHeader job, DateTimeOffset? due) =>
        new(
            job with
            {
                State = JobState.Queued,
                Due = due,
                Progress = null,
                Message = null,
                EstimatedCompletion = JobTime.After(due ?? job.Updated, job.EstimatedDuration),
            }
        );

    private static JobUpdate Succeed(
        JobHeader job,
        ReadOnlyMemory<byte>? output,
        bool hasCleanup,
        JobPolicy policy,
        DateTimeOffset now
    )
    {
        var succeeded = job with
        {
            State = JobState.Succeeded,
            Progress = job.Progress is null ? null : 100,
            HasCleanup = hasCleanup,
        };
        if (output is not { } bytes)
        {
            return Finish(succeeded, policy, now);
        }

        var finished = Finish(
            succeeded with
            {
                Output = JobOutputState.Available,
                OutputVersion = job.Version,
            },
            policy,
            now
        );
        return finished.Payloads == JobPayloads.DropAll
            ? finished
            : finished with
            {
                Payloads = JobPayloads.SetOutput,
                Output = bytes,
            };
    }

    private static JobUpdate Cancel(JobHeader job, JobError? error, JobPolicy policy, DateTimeOffset now) =>
        Finish(job with { State = JobState.Cancelled, Error = error }, policy, now);

    private static JobUpdate Finish(JobHeader job, JobPolicy policy, DateTimeOffset now)
    {
        var finished = job with
        {
            Ended = now,
            Expires = JobTime.After(now, policy.RetentionOf(job.State)),
            Due = null,
            HandBacks = 0,
            EstimatedDuration = null,
            EstimatedCompletion = null,
        };
        return finished.DeleteRequested is null
            ? new JobUpdate(finished)
            : Remove(finished, JobRemoval.Deleted, policy, now);
    }

    private static JobError WorkerLost(JobHeader job) =>
        new(
            "The worker was lost",
            $"The process that ran the job ended without finishing it, and the job had been started {job.Attempt} times.",
            JobErrorTypes.WorkerLost,
            job.TraceId
        );
}
