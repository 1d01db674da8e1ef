namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Whatever is asked of a job, in whatever order: what always holds, and what always comes in the end.</summary>
public sealed class StateMachinePropertyTests
{
    [FsCheck.Xunit.Property(MaxTest = 1000, Arbitrary = [typeof(AnyLife)])]
    public void No_transition_breaks_the_rules(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);
        StateMachineRules.Stands(walk.Job, policy);

        foreach (var step in steps)
        {
            var before = walk.Job;
            if (walk.Take(step) is { } update)
            {
                StateMachineRules.Hold(before, update, policy);
            }
        }
    }

    [FsCheck.Xunit.Property(MaxTest = 500, Arbitrary = [typeof(AnyLife)])]
    public void The_row_holds_the_payloads_that_its_header_promises(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);

        foreach (var step in steps)
        {
            walk.Take(step);

            var (job, owed) = (walk.Job, walk.Job.CleanupDue is not null);
            Assert.Equal(job.Output == JobOutputState.Available || owed, walk.HasOutput);
            Assert.Equal(job.Removed is null || owed, walk.HasInput);
        }
    }

    [FsCheck.Xunit.Property(MaxTest = 500, Arbitrary = [typeof(AnyLife)])]
    public void A_run_that_has_lost_its_job_never_writes_again(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);
        var runs = new HashSet<long>();

        foreach (var step in steps)
        {
            walk.Take(step);

            var job = walk.Job;
            foreach (var run in runs.Where(run => !job.IsHeldBy(run)))
            {
                Assert.Null(JobTransitions.Report(job, run, new JobReport(100, "late"), JobStory.Now));
                Assert.Null(JobTransitions.End(job, run, new JobEnd.Succeeded(null), policy, JobStory.Now));
            }

            runs.Add(job.Claim);
        }
    }

    [FsCheck.Xunit.Property(MaxTest = 500, Arbitrary = [typeof(AnyLife)])]
    public void No_job_runs_for_ever(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);
        Array.ForEach(steps, step => walk.Take(step));

        // The worst that can befall it: every host stops, then every process dies.
        foreach (var end in new[] { Ask.GiveBack, Ask.LoseLease })
        {
            for (var run = 0; run < policy.MaxAttempts * (JobPolicy.MaxHandBacks + 1) && !walk.Job.IsFinal; run++)
            {
                walk.Take(new Step(Ask.Claim, TimeSpan.FromDays(1), 0));
                Assert.NotNull(walk.Take(new Step(end, TimeSpan.Zero, 0)));
            }

            Assert.True(walk.Job.IsFinal);
        }
    }

    [FsCheck.Xunit.Property(MaxTest = 500, Arbitrary = [typeof(AnyLife)])]
    public void Every_deleted_job_ends_as_a_tombstone_without_payloads(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);
        Array.ForEach(steps, step => walk.Take(step));

        foreach (var ask in new[] { Ask.Delete, Ask.Recover, Ask.EndCleanup })
        {
            walk.Take(new Step(ask, TimeSpan.FromMinutes(1), 0));
        }

        Assert.NotNull(walk.Job.Removed);
        Assert.Null(walk.Job.CleanupDue);
        Assert.False(walk.HasInput || walk.HasOutput);
    }

    [FsCheck.Xunit.Property(MaxTest = 300, Arbitrary = [typeof(AnyLife)])]
    public void A_write_from_a_stale_snapshot_has_no_version_to_stand_on(NewJob start, JobPolicy policy, Step[] steps)
    {
        var walk = new JobWalk(start, policy);
        var saved = new HashSet<long> { walk.Job.Version };

        foreach (var update in steps.Select(walk.Take).OfType<JobUpdate>())
        {
            Assert.True(saved.Add(update.Header.Version));
            Assert.Contains(update.Header.Version - 1, saved);
        }
    }
}
