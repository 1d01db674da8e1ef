namespace Extensions.Jobs.Chaos;

/// <summary>Measures the bounds that the library gives, by the clock that all processes share.</summary>
internal static class Measures
{
    /// <summary>For a machine that has other work too.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromSeconds(15);

    /// <summary>A job may find all other workers paused, dead or cut off as well.</summary>
    private static readonly TimeSpan _allDisturbed = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _beat = ChaosJobs.Lease / 3;
    private static readonly TimeSpan _notice = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Measure> All(Evidence evidence) =>
        [
            new(
                "from SIGKILL to running again",
                ChaosJobs.Lease + (2 * _beat) + ChaosJobs.RecoveryInterval + _allDisturbed + _slack,
                [.. evidence.Jobs.Values.SelectMany(job => Reruns(job, evidence.Processes))]
            ),
            new(
                "from a cancel or DELETE to the stopped worker in another process",
                _notice + _slack,
                [.. evidence.Jobs.Values.SelectMany(job => Notices(job, evidence.Processes))]
            ),
            new(
                "from a saved request to stop to the end of the job",
                _notice + ChaosJobs.CancellationGrace + _slack,
                [.. evidence.Jobs.Values.SelectMany(job => Stops(job, evidence.Processes))]
            ),
            new(
                "from SIGTERM to the end of the process",
                ChaosJobs.ShutdownGrace + ChaosJobs.HandBackDelay + _slack,
                [.. evidence.Processes.All.SelectMany(Shutdowns)]
            ),
        ];

    private static IEnumerable<(string, TimeSpan)> Reruns(JobStory job, ProcessStories processes)
    {
        foreach (var run in job.Runs)
        {
            var process = processes.Of(run.Process);
            var killed = process.KilledAt;
            if (killed < run.StartedAt || (run.EndedAt ?? long.MaxValue) <= killed || killed == long.MaxValue)
            {
                continue;
            }

            if (job.Runs.FirstOrDefault(next => next.StartedAt > killed) is { } next)
            {
                yield return (job.Id, Moment.Between(killed, next.StartedAt));
            }
        }
    }

    private static IEnumerable<(string, TimeSpan)> Notices(JobStory job, ProcessStories processes)
    {
        foreach (
            var run in job.Runs.Where(run => run.Cause is JobStopCause.CancelRequested or JobStopCause.DeleteRequested)
        )
        {
            var stopped = run.StoppedAt!.Value;
            var asked = job.Answers.FirstOrDefault(answer =>
                answer is { Ask: Ask.Cancel or Ask.Delete, Code: 202 } && answer.Sent <= stopped
            );
            if (
                asked is not null
                && run.StartedAt <= asked.Sent
                && processes.Of(run.Process).IsCalm(asked.Sent, stopped)
                && processes.Of(asked.Process).IsCalm(asked.Sent, asked.At)
            )
            {
                yield return (job.Id, Moment.Between(asked.Sent, stopped));
            }
        }
    }

    private static IEnumerable<(string, TimeSpan)> Stops(JobStory job, ProcessStories processes)
    {
        var asked = job.Versions.FirstOrDefault(known =>
            known.Job is { State: JobState.Running }
            && (known.Job.CancelRequested is not null || known.Job.DeleteRequested is not null)
        );
        var ended = job.Versions.FirstOrDefault(known => known.Job.IsFinal);
        if (asked is null || ended is null || ended.At == long.MaxValue)
        {
            yield break;
        }

        var running = job.Runs.LastOrDefault(run => run.StartedAt <= asked.At);
        if (running is not null && processes.Of(running.Process).IsCalm(asked.TriedAt, ended.At))
        {
            yield return (job.Id, Moment.Between(asked.TriedAt, ended.At));
        }
    }

    private static IEnumerable<(string, TimeSpan)> Shutdowns(ProcessStory process) =>
        from done in process.Disturbances
        where done.Kind == DisturbanceKind.Terminate
        where process.IsUndisturbed(done.From, process.ExitedAt)
        select (process.Name, Moment.Between(done.From, process.ExitedAt));
}
