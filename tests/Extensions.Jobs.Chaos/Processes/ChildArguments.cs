using System.Globalization;

namespace Extensions.Jobs.Chaos;

/// <summary>What the conductor tells a process that it starts.</summary>
internal sealed record ChildArguments(
    Role Role,
    string Name,
    int Seed,
    string Directory,
    StoreKind Store,
    PlantedBug Bug
)
{
    public string EventLog => EventLogOf(Directory, Name);

    public static string EventLogOf(string directory, string name) =>
        Path.Combine(directory, "events", name + ".jsonl");

    public static ChildArguments? Read(string[] words) =>
        words.Length == 6 && Enum.TryParse<Role>(words[0], ignoreCase: false, out var role)
            ? new ChildArguments(
                role,
                words[1],
                int.Parse(words[2], CultureInfo.InvariantCulture),
                words[3],
                Enum.Parse<StoreKind>(words[4]),
                Enum.Parse<PlantedBug>(words[5])
            )
            : null;

    public string[] Write() =>
        [
            Role.ToString(),
            Name,
            Seed.ToString(CultureInfo.InvariantCulture),
            Directory,
            Store.ToString(),
            Bug.ToString(),
        ];
}

internal enum Role
{
    /// <summary>Accepts jobs over HTTP, and runs none.</summary>
    Api,

    /// <summary>Runs jobs, in a host without ASP.NET Core.</summary>
    Worker,
}
