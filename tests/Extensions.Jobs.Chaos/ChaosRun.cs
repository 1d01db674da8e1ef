namespace Extensions.Jobs.Chaos;

/// <summary>One run of the schedule, then the checker.</summary>
internal static class ChaosRun
{
    /// <returns>The exit code: 1 if a promise was broken.</returns>
    public static async Task<int> RunAsync(ChaosArguments arguments, CancellationToken cancellationToken)
    {
        Console.WriteLine(
            FormattableString.Invariant(
                $"seed: {arguments.Seed}, minutes: {arguments.Length.TotalMinutes:0.##}, store: {arguments.Store}, planted bug: {arguments.Bug}"
            )
        );
        var directory = Directory.CreateTempSubdirectory($"jobs-chaos-{arguments.Seed}-").FullName;
        var keep = true;
        try
        {
            var evidence = await new Conductor(arguments, directory).RunAsync(cancellationToken);
            var violations = Checker.Check(evidence);
            Report.Print(evidence, violations);
            keep = arguments.Keep || violations.Count > 0;
            Console.WriteLine($"violations: {violations.Count}");
            return violations.Count == 0 ? 0 : 1;
        }
        finally
        {
            End(directory, keep);
        }
    }

    private static void End(string directory, bool keep)
    {
        if (keep)
        {
            Console.Error.WriteLine($"logs and store are kept in {directory}");
        }
        else
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
