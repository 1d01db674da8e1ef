namespace Extensions.Jobs;

/// <summary>
/// The state machine of a job, whole and pure: each transition takes a snapshot and the store's time, and answers what to save
/// (the version after the snapshot's) or null, which means "no". The picture is in docs/states.md. Thread-safe.
/// </summary>
public static partial class JobTransitions
{
    /// <summary>A new job: queued, version 1.</summary>
    public static Job Create(NewJob job, DateTimeOffset now)
    {
        now = JobTime.Floor(now);
        var duration = JobTime.Estimate(job.EstimatedDuration);
        DateTimeOffset? completion = job.EstimatedCompletion is { } estimated ? JobTime.Floor(estimated) : null;
        return new Job(
            new JobHeader
            {
                Id = job.Id,
                Name = job.Name,
                Owner = job.Owner,
                Priority = job.Priority,
                Created = now,
                Key = job.Key is { } key
                    ? key with
                    {
                        Expires = JobTime.Floor(key.Expires),
                        EstimatedDuration = duration,
                        EstimatedCompletion = completion,
                    }
                    : null,
                TraceParent = job.TraceParent,
                State = JobState.Queued,
                Version = 1,
                Updated = now,
                Due = job.Due is { } due ? JobTime.Floor(due) : null,
                EstimatedDuration = duration,
                EstimatedCompletion = completion,
            },
            job.Input
        );
    }

    /// <summary>
    /// Queued and due → Running, held by a node, the attempt counted. This transition alone also exists as SQL, in stores that
    /// are repository and queue at once.
    /// </summary>
    public static JobUpdate? Claim(JobHeader job, string node, DateTimeOffset now)
    {
        now = JobTime.Floor(now);
        if (job.State != JobState.Queued || job.Due > now)
        {
            return null;
        }

        var version = job.Version + 1;
        return new JobUpdate(
            job with
            {
                State = JobState.Running,
                Version = version,
                Claim = version,
                Node = node,
                Attempt = job.Attempt + 1,
                Updated = now,
                Due = null,
                Started = now,
                EstimatedCompletion = JobTime.After(now, job.EstimatedDuration),
            }
        );
    }

    /// <summary>
    /// Whole milliseconds, and not before the last write: a node's clock may lag a little behind the store's, which a claim has
    /// already written, and no job ends before it has started.
    /// </summary>
    private static DateTimeOffset Settle(JobHeader job, DateTimeOffset now)
    {
        now = JobTime.Floor(now);
        return now < job.Updated ? job.Updated : now;
    }

    private static JobHeader Next(JobHeader job, DateTimeOffset now) =>
        job with
        {
            Version = job.Version + 1,
            Updated = now,
        };
}
