namespace Extensions.Jobs;

/// <summary>A type of job as this process knows it: what all its declarations say together, and its checked options.</summary>
internal sealed class JobType
{
    public required string Name { get; init; }

    public required Type Input { get; init; }

    public required Type Output { get; init; }

    public required bool HasFront { get; init; }

    public required JobOptions Options { get; init; }

    public required JobPolicy Policy { get; init; }

    /// <summary>Old names first, so that their jobs are not overtaken by newer ones; the present name is the last.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Makes what runs its worker here; null: this process has none.</summary>
    public required Func<IServiceProvider, JobType, JobWork>? Work { get; init; }

    public bool HasOutput => Output != typeof(NoOutput);

    public bool Serves(string name) => Names.Contains(name, StringComparer.Ordinal);
}
