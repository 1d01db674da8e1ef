using System.Globalization;

namespace Extensions.Jobs.Chaos;

/// <summary>What the command line asks for.</summary>
internal sealed record ChaosArguments
{
    public const string Usage = """
        usage: Extensions.Jobs.Chaos [--minutes N] [--seed N] [--store sqlite] [--keep]
               Extensions.Jobs.Chaos --self-test [--seed N] [--store sqlite]
               Extensions.Jobs.Chaos --idle [--store sqlite]
        """;

    public ChaosMode Mode { get; init; }

    /// <summary>How long the schedule is. Default: 2 minutes.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Everything follows from it. Default: a new one, which is printed.</summary>
    public int Seed { get; init; } = Random.Shared.Next(100_000);

    public StoreKind Store { get; init; }

    public PlantedBug Bug { get; init; }

    /// <summary>What is done to processes most; null: some of everything.</summary>
    public DisturbanceKind? Often { get; init; }

    /// <summary>Whether there are jobs that kill their process in every attempt.</summary>
    public bool HasDeadlyJobs { get; init; } = true;

    /// <summary>Keeps the files of a run without violations too.</summary>
    public bool Keep { get; init; }

    /// <exception cref="ArgumentException">It asks for something else; the message is for the user.</exception>
    public static ChaosArguments Read(string[] words)
    {
        var read = new ChaosArguments();
        for (var i = 0; i < words.Length; i++)
        {
            string Value() => ++i < words.Length ? words[i] : throw new ArgumentException(Usage);
            read = words[i] switch
            {
                "--minutes" => read with { Length = TimeSpan.FromMinutes(Number(Value())) },
                "--seed" => read with { Seed = (int)Number(Value()) },
                "--store" => read with { Store = Choice<StoreKind>(Value()) },
                "--plant" => read with { Bug = Choice<PlantedBug>(Value()) },
                "--keep" => read with { Keep = true },
                "--self-test" => read with { Mode = ChaosMode.SelfTest },
                "--idle" => read with { Mode = ChaosMode.Idle },
                _ => throw new ArgumentException(Usage),
            };
        }

        return read;
    }

    private static double Number(string word) =>
        double.TryParse(word, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new ArgumentException(Usage);

    private static T Choice<T>(string word)
        where T : struct, Enum =>
        Enum.TryParse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var choice)
            ? choice
            : throw new ArgumentException($"'{word}' is none of {string.Join(", ", Enum.GetNames<T>())}.\n{Usage}");
}

internal enum ChaosMode
{
    /// <summary>Runs the schedule, then the checker.</summary>
    Run,

    /// <summary>Shows that the checker finds each planted bug.</summary>
    SelfTest,

    /// <summary>Counts what one idle node asks of its store.</summary>
    Idle,
}
