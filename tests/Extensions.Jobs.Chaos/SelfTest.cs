namespace Extensions.Jobs.Chaos;

/// <summary>Plants one bug after the other, and fails unless the checker finds each by the rule that it breaks.</summary>
internal static class SelfTest
{
    private const int MaxRounds = 5;
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(12);

    private static readonly (PlantedBug Bug, Type Rule, DisturbanceKind? Often)[] _expected =
    [
        // A paused worker wakes up and goes on where it was.
        (PlantedBug.NoFencing, typeof(FencedRuns), DisturbanceKind.Pause),
        // A job kills its process each time.
        (PlantedBug.LateAttempt, typeof(LimitedAttempts), null),
        // A slow save meets the deletion of its job.
        (PlantedBug.Upsert, typeof(NothingReturns), DisturbanceKind.Faults),
    ];

    /// <returns>The exit code: 1 if a bug was not found.</returns>
    public static async Task<int> RunAsync(ChaosArguments arguments, CancellationToken cancellationToken)
    {
        var missed = 0;
        foreach (var (bug, rule, often) in _expected)
        {
            var isFound = false;
            for (var round = 0; round < MaxRounds && !isFound; round++)
            {
                var planted = arguments with
                {
                    Bug = bug,
                    Often = often,
                    HasDeadlyJobs = bug == PlantedBug.LateAttempt,
                    Length = _length,
                    Seed = Seeds.Of(arguments.Seed, (int)bug, round),
                };
                isFound = await IsFoundAsync(planted, rule, cancellationToken);
            }

            missed += isFound ? 0 : 1;
        }

        Console.WriteLine($"planted bugs that were not found: {missed}");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<bool> IsFoundAsync(ChaosArguments planted, Type rule, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory($"jobs-chaos-{planted.Bug}-").FullName;
        try
        {
            Console.WriteLine($"planted bug: {planted.Bug}, seed: {planted.Seed}");
            var evidence = await new Conductor(planted, directory).RunAsync(cancellationToken);
            var violations = Checker.Check(evidence);
            Report.Print(evidence, [.. violations.DistinctBy(found => found.Rule)]);
            var found = violations.Count(found => found.Rule.GetType() == rule);
            Console.WriteLine($"{violations.Count} violations, {found} of them of {rule.Name}");
            return found > 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
