using System.Reflection;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>What holds for every transition, whatever the job and whatever was asked of it.</summary>
internal static class StateMachineRules
{
    public static void Hold(JobHeader job, JobUpdate update, JobPolicy policy)
    {
        var next = update.Header;
        Assert.Equal(job.Version + 1, next.Version);
        Assert.Equal(WrittenOnce(job), WrittenOnce(next));
        NothingLeavesAFinalState(job, next);
        AClaimNamesARun(job, next);
        ProgressDoesNotFall(job, next);
        Assert.Equal(PayloadsOf(job, next), update.Payloads);
        Assert.Equal(update.Payloads == JobPayloads.SetOutput, !update.Output.IsEmpty);
        Stands(next, policy);
    }

    /// <summary>What holds for every snapshot by itself.</summary>
    public static void Stands(JobHeader job, JobPolicy policy)
    {
        Assert.Equal(job.IsFinal, job.Ended is not null);
        Assert.Equal(job.Removed is not null, job.Removal != JobRemoval.None);
        Assert.True(job.Removed is null || job.IsFinal, "a removed job is in a final state");
        Assert.True(job.Due is null || job.State == JobState.Queued, "only a queued job is due");
        Assert.True(
            job.Error is null || job.State is JobState.Failed or JobState.Cancelled,
            "an error is that of an end"
        );
        Assert.True(job.State != JobState.Failed || job.Error is not null, "a failed job says why");
        Assert.True(
            job.State != JobState.Queued || (job.Progress, job.Message) == (null, null),
            "a queued job has none"
        );
        Assert.True(job.State != JobState.Queued || !job.StopRequested, "a queued job stops at once");
        Assert.True(!job.IsFinal || (job.EstimatedDuration, job.EstimatedCompletion) == (null, null), "it has ended");
        Assert.InRange(job.Progress ?? 0, 0, 100);
        Assert.InRange(job.Attempt, 0, policy.MaxAttempts);
        Assert.InRange(job.HandBacks, 0, job.IsFinal ? 0 : JobPolicy.MaxHandBacks);
        Assert.InRange(job.Issues.Count, 0, JobIssues.Limit);
        Assert.Equal(ExpiresOf(job, policy), job.Expires);
        OutputStands(job);
        TimesAreWholeMillisecondsInUtc(job);
    }

    private static void OutputStands(JobHeader job)
    {
        Assert.True(job.Output == JobOutputState.None || job.State == JobState.Succeeded, "only success has an output");
        Assert.True(
            job.Output != JobOutputState.Available || job.Removed is null,
            "a removed job has no output to read"
        );
        Assert.Equal(job.Output == JobOutputState.Deleted, job.OutputDeleted is not null);
        Assert.Equal(job.Output != JobOutputState.None, job.OutputVersion > 0);
        Assert.True(
            job.CleanupDue is null || (job.HasCleanup && job.Output != JobOutputState.Available),
            "owed for nothing"
        );
    }

    private static void NothingLeavesAFinalState(JobHeader job, JobHeader next)
    {
        if (job.IsFinal)
        {
            Assert.Equal(Ending(job), Ending(next));
        }

        if (job.Removed is not null)
        {
            Assert.Equal((job.Removed, job.Removal, job.Expires), (next.Removed, next.Removal, next.Expires));
        }

        Assert.True(job.OutputDeleted is null || next.OutputDeleted == job.OutputDeleted, "deleted is deleted");
        Assert.True(job.CancelRequested is null || next.CancelRequested == job.CancelRequested, "asked is asked");
        Assert.True(job.DeleteRequested is null || next.DeleteRequested == job.DeleteRequested, "asked is asked");
    }

    private static object Ending(JobHeader job) =>
        (job.State, job.Started, job.Ended, job.Attempt, job.Error, job.Progress, job.Message, job.Issues);

    private static void AClaimNamesARun(JobHeader job, JobHeader next)
    {
        var claimed = job.State == JobState.Queued && next.State == JobState.Running;
        Assert.Equal(claimed ? next.Version : job.Claim, next.Claim);
        Assert.Equal(claimed ? job.Attempt + 1 : job.Attempt, Math.Max(next.Attempt, job.Attempt));
        Assert.True(claimed || (next.Node, next.Started) == (job.Node, job.Started), "they stay until the next claim");
    }

    private static void ProgressDoesNotFall(JobHeader job, JobHeader next) =>
        Assert.True(
            next.State == JobState.Queued || (next.Progress ?? 0) >= (job.Progress ?? 0),
            "progress falls between attempts alone"
        );

    private static JobPayloads PayloadsOf(JobHeader job, JobHeader next)
    {
        var newOutput = next.OutputVersion == next.Version;
        return next switch
        {
            { Removed: not null, CleanupDue: null } => JobPayloads.DropAll,
            _ when newOutput => JobPayloads.SetOutput,
            { Output: JobOutputState.Deleted, CleanupDue: null } => JobPayloads.DropOutput,
            _ => JobPayloads.Keep,
        };
    }

    private static DateTimeOffset? ExpiresOf(JobHeader job, JobPolicy policy) =>
        job switch
        {
            { Removed: { } removed } => Later(After(removed, policy.TombstoneLifetime), job.Key?.Expires),
            { State: JobState.Succeeded } => After(job.Ended, policy.SucceededRetention),
            { State: JobState.Failed } => After(job.Ended, policy.FailedRetention),
            { State: JobState.Cancelled } => After(job.Ended, policy.CancelledRetention),
            _ => null,
        };

    private static DateTimeOffset? After(DateTimeOffset? time, TimeSpan wait) =>
        wait == Timeout.InfiniteTimeSpan ? null : time + wait;

    private static DateTimeOffset? Later(DateTimeOffset? forgotten, DateTimeOffset? keyExpires) =>
        forgotten < keyExpires ? keyExpires : forgotten;

    private static object WrittenOnce(JobHeader job) =>
        (job.Id, job.Name, job.Owner, job.Priority, job.Created, job.Key, job.TraceParent);

    private static void TimesAreWholeMillisecondsInUtc(JobHeader job) =>
        Assert.All(
            typeof(JobHeader).GetProperties(BindingFlags.Public | BindingFlags.Instance),
            property =>
            {
                var (ticks, offset) = property.GetValue(job) switch
                {
                    DateTimeOffset time => (time.Ticks, time.Offset),
                    TimeSpan duration => (duration.Ticks, TimeSpan.Zero),
                    _ => (0L, TimeSpan.Zero),
                };
                Assert.True(ticks % TimeSpan.TicksPerMillisecond == 0 && offset == TimeSpan.Zero, property.Name);
            }
        );
}
