namespace Extensions.Jobs.Chaos;

/// <summary>Prints what a run has shown. The last line is the number of violations.</summary>
internal static class Report
{
    private const int MaxPrinted = 50;

    public static void Print(Evidence evidence, IReadOnlyList<(IRule Rule, Violation Violation)> violations)
    {
        PrintDisturbances(evidence);
        PrintJobs(evidence);
        PrintWrites(evidence);
        foreach (var measure in Measures.All(evidence))
        {
            Console.WriteLine(measure);
        }

        foreach (var (rule, violation) in violations.Take(MaxPrinted))
        {
            Console.WriteLine($"VIOLATION of '{rule.Promise}': {violation.Where} {violation.What}");
        }

        if (violations.Count > MaxPrinted)
        {
            Console.WriteLine($"… and {violations.Count - MaxPrinted} more");
        }
    }

    private static void PrintDisturbances(Evidence evidence)
    {
        var done = evidence.Of<Disturbed>().CountBy(disturbed => disturbed.Event.Kind).ToDictionary();
        int Count(DisturbanceKind kind) => done.GetValueOrDefault(kind);
        Console.WriteLine(
            $"processes: {evidence.Processes.All.Count()}, kills: {Count(DisturbanceKind.Kill)} and {evidence.Of<RunKills>().Count()} "
                + $"by their own workers, pauses: {Count(DisturbanceKind.Pause)}, terms: {Count(DisturbanceKind.Terminate)}, "
                + $"clock jumps: {Count(DisturbanceKind.Jump)}, store faults: {Count(DisturbanceKind.Faults)}"
        );
    }

    private static void PrintJobs(Evidence evidence)
    {
        var jobs = evidence.Accepted.ToArray();
        var ends = jobs.Where(job => job.Stored is not null)
            .CountBy(job => job.Stored!.Header.State)
            .OrderBy(state => state.Key)
            .Select(state => $"{state.Key} {state.Value}");
        Console.WriteLine(
            $"jobs: {jobs.Length} ({string.Join(", ", ends)}), removed: {jobs.Count(job => job.Stored?.Header.Removed is not null)}, "
                + $"runs: {jobs.Sum(job => job.Runs.Count)}, HTTP answers: {evidence.Of<JobAnswered>().Count()}, "
                + $"requests without one: {evidence.Of<JobUnanswered>().Count()}"
        );
    }

    private static void PrintWrites(Evidence evidence)
    {
        var steps = evidence.Jobs.Values.SelectMany(job => job.Steps).ToArray();
        var returns = steps.Where(step =>
            step is { Before.Job.State: JobState.Running, After.Job.State: JobState.Queued }
        );
        var writes = evidence
            .Jobs.Values.SelectMany(job => job.Saves)
            .CountBy(save => save.Outcome ?? Outcome.Failed)
            .ToDictionary();
        Console.WriteLine(
            $"saves: {writes.GetValueOrDefault(Outcome.Saved)}, refused: {writes.GetValueOrDefault(Outcome.Refused)}, "
                + $"perhaps saved: {writes.GetValueOrDefault(Outcome.Failed)}, handed back: {returns.Count(step => step.After.Job.HandBacks > 0)}, "
                + $"taken from nodes that ended: {returns.Count(step => step.After.Job is { HandBacks: 0, Due: null })}, "
                + $"nodes ended while they lived: {evidence.Of<NodeLost>().Count()}"
        );
    }
}
