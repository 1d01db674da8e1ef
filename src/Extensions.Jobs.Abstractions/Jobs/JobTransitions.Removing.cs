namespace Extensions.Jobs;

/// <content>What owners and upkeep ask: cancel, delete, expire, and the clean-up of outputs.</content>
public static partial class JobTransitions
{
    /// <summary>
    /// A queued job is Cancelled at once; a running one is marked, and its worker decides how soon. No, if that was asked before
    /// or the job has ended.
    /// </summary>
    public static JobUpdate? RequestCancel(JobHeader job, JobPolicy policy, DateTimeOffset now)
    {
        now = Settle(job, now);
        return job switch
        {
            { State: JobState.Queued } => Cancel(
                Next(job, now) with
                {
                    CancelRequested = job.CancelRequested ?? now,
                },
                null,
                policy,
                now
            ),
            { State: JobState.Running, CancelRequested: null } => new JobUpdate(
                Next(job, now) with
                {
                    CancelRequested = now,
                }
            ),
            _ => null,
        };
    }

    /// <summary>
    /// A queued or finished job is removed at once; a running one is marked, and removed when its run ends. No, if that was asked
    /// before or the job is removed.
    /// </summary>
    public static JobUpdate? RequestDelete(JobHeader job, JobPolicy policy, DateTimeOffset now)
    {
        now = Settle(job, now);
        var requested = Next(job, now) with { DeleteRequested = job.DeleteRequested ?? now };
        return job switch
        {
            { Removed: not null } => null,
            { State: JobState.Queued } => Cancel(requested, null, policy, now),
            { State: JobState.Running, DeleteRequested: null } => new JobUpdate(requested),
            { State: JobState.Running } => null,
            _ => Remove(requested, JobRemoval.Deleted, policy, now),
        };
    }

    /// <summary>A finished job whose retention has passed becomes a tombstone.</summary>
    public static JobUpdate? Expire(JobHeader job, JobPolicy policy, DateTimeOffset now)
    {
        now = Settle(job, now);
        return job.IsFinal && job.Removed is null && job.Expires <= now
            ? Remove(Next(job, now), JobRemoval.Expired, policy, now)
            : null;
    }

    /// <summary>Frees the output of a succeeded job; the job stays. No, if there is none to read.</summary>
    public static JobUpdate? DeleteOutput(JobHeader job, DateTimeOffset now)
    {
        now = Settle(job, now);
        return job.Output != JobOutputState.Available
            ? null
            : new JobUpdate(
                WithoutOutput(Next(job, now), now),
                job.HasCleanup ? JobPayloads.Keep : JobPayloads.DropOutput
            );
    }

    /// <summary>Takes a clean-up that is due, for one node: it is due again later, in case this node dies of it.</summary>
    /// <param name="job">The snapshot.</param>
    /// <param name="retryAfter">How long the others leave it alone.</param>
    /// <param name="now">The store's time.</param>
    public static JobUpdate? BeginCleanup(JobHeader job, TimeSpan retryAfter, DateTimeOffset now)
    {
        now = JobTime.Floor(now);
        return job.CleanupDue <= now
            ? new JobUpdate(
                Unseen(job) with
                {
                    CleanupDue = JobTime.Floor(now + retryAfter),
                    CleanupAttempts = job.CleanupAttempts + 1,
                }
            )
            : null;
    }

    /// <summary>The clean-up is done: the payloads that it needed are dropped.</summary>
    /// <param name="job">The snapshot.</param>
    /// <param name="now">The store's time, which this transition does not write.</param>
    public static JobUpdate? DropOutput(JobHeader job, DateTimeOffset now) =>
        job.CleanupDue is null
            ? null
            : new JobUpdate(
                Unseen(job) with
                {
                    CleanupDue = null,
                    HasCleanup = false,
                },
                job.Removed is null ? JobPayloads.DropOutput : JobPayloads.DropAll
            );

    private static JobUpdate Remove(JobHeader job, JobRemoval removal, JobPolicy policy, DateTimeOffset now)
    {
        var forgotten = JobTime.After(now, policy.TombstoneLifetime);
        var removed = job with
        {
            Removed = now,
            Removal = removal,
            // A key outlives its job: a replay of the request must not make a second one.
            Expires = forgotten < job.Key?.Expires ? job.Key.Expires : forgotten,
        };
        if (removed.Output == JobOutputState.Available)
        {
            removed = WithoutOutput(removed, now);
        }
        else if (removed.HasCleanup)
        {
            // Owed already since the output was deleted, or of a job whose only output lives elsewhere.
            removed = removed with
            {
                CleanupDue = removed.CleanupDue ?? now,
            };
        }

        return new JobUpdate(removed, removed.CleanupDue is null ? JobPayloads.DropAll : JobPayloads.Keep);
    }

    // The owner sees nothing of a clean-up, so the time of the last change that he sees stays.
    private static JobHeader Unseen(JobHeader job) => job with { Version = job.Version + 1 };

    private static JobHeader WithoutOutput(JobHeader job, DateTimeOffset now) =>
        job with
        {
            Output = JobOutputState.Deleted,
            OutputDeleted = now,
            CleanupDue = job.HasCleanup ? now : null,
        };
}
