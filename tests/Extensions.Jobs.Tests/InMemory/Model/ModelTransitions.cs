using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.InMemory.Model;

/// <summary>Which transition, and which questions, a step stands for.</summary>
internal static class ModelTransitions
{
    public static JobUpdate? Of(ModelStep step, JobHeader job, JobPolicy policy, DateTimeOffset now) =>
        (step.C % 10) switch
        {
            0 => JobTransitions.Claim(job, ModelStep.Pick(step.A, "a", "b", "c"), now),
            1 => JobTransitions.Report(job, job.Claim, new JobReport(step.A % 101), now),
            2 => JobTransitions.RequestCancel(job, policy, now),
            3 => JobTransitions.RequestDelete(job, policy, now),
            4 => JobTransitions.DeleteOutput(job, now),
            5 => JobTransitions.Expire(job, policy, now),
            6 => JobTransitions.BeginCleanup(job, TimeSpan.FromHours(1), now),
            7 => JobTransitions.DropOutput(job, now),
            8 => JobTransitions.Recover(job, policy, now),
            _ => JobTransitions.End(job, job.Claim, EndOf(step), policy, now),
        };

    public static IEnumerable<JobQuery> Queries(
        ModelStep step,
        string[] names,
        IReadOnlyList<JobHeader> seen,
        DateTimeOffset now
    )
    {
        var query = new JobQuery(JobSet.Listed) { Names = names, Limit = 1000 };
        foreach (var set in Enum.GetValues<JobSet>())
        {
            yield return query with
            {
                Set = set,
                Before = now,
                Node = ModelStep.Pick(step.A, "a", "b", "c"),
            };
        }

        // Limits only where the order says which jobs are the first.
        var few = query with
        {
            Names = [names[step.A % names.Length]],
            Limit = 1 + (step.B % 3),
            Before = now,
        };
        yield return few with
        {
            Set = JobSet.Overdue,
        };
        yield return few with
        {
            Set = JobSet.Expired,
        };
        yield return few with
        {
            Set = JobSet.CleanupDue,
        };
        var from = seen.Count == 0 ? null : seen[step.A % seen.Count];
        yield return few with
        {
            Names = names,
            Owner = ModelStep.Pick(step.B, null, "", "ada"),
            States = ModelStep.Pick<JobState[]?>(
                step.C,
                null,
                [JobState.Running, JobState.Queued],
                [JobState.Succeeded]
            ),
            Stopping = ModelStep.Pick<bool?>(step.A, null, true, false),
            Cursor = from is null || step.C % 2 == 0 ? null : new JobCursor(from.Created, from.Id),
            CreatedFrom = step.B % 4 == 0 ? from?.Created : null,
            CreatedTo = step.B % 4 == 1 ? from?.Created : null,
        };
    }

    private static JobEnd EndOf(ModelStep step) =>
        ModelStep.Pick<JobEnd>(
            step.A,
            new JobEnd.Succeeded(new[] { step.B }, HasCleanup: true),
            new JobEnd.Succeeded(new[] { step.B }),
            new JobEnd.Failed(new JobError("failed")),
            new JobEnd.Retry(new JobError("retry"), TimeSpan.FromMinutes(step.B % 2)),
            new JobEnd.HandedBack(),
            new JobEnd.Cancelled()
        );
}
