namespace Extensions.Jobs.Chaos;

/// <summary>Plants one bug after the other, and fails unless the checker finds each by the rule that it breaks.</summary>
internal static class SelfTest
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(14);

    private static readonly (PlantedBug Bug, Type Rule, DisturbanceKind? Often)[] _expected =
    [
        // A paused worker wakes up and goes on where it was.
        (PlantedBug.NoFencing, typeof(FencedRuns), DisturbanceKind.Pause),
        // The first job kills its process each time.
        (PlantedBug.LateAttempt, typeof(LimitedAttempts), null),
        (PlantedBug.Upsert, typeof(NothingReturns), null),
    ];

    /// <returns>The exit code: 1 if a bug was not found.</returns>
    public static async Task<int> RunAsync(ChaosArguments arguments, CancellationToken cancellationToken)
    {
        var missed = 0;
        foreach (var (bug, rule, often) in _expected)
        {
            var directory = Directory.CreateTempSubdirectory($"jobs-chaos-{bug}-").FullName;
            try
            {
                var planted = arguments with { Bug = bug, Often = often, Length = _length };
                var evidence = await new Conductor(planted, directory).RunAsync(cancellationToken);
                var violations = Checker.Check(evidence);
                Report.Print(evidence, [.. violations.DistinctBy(found => found.Rule)]);
                var found = violations.Count(found => found.Rule.GetType() == rule);
                Console.WriteLine($"{bug}: {violations.Count} violations, {found} of them of {rule.Name}");
                missed += found == 0 ? 1 : 0;
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        Console.WriteLine($"planted bugs that were not found: {missed}");
        return missed == 0 ? 0 : 1;
    }
}
