namespace Extensions.Jobs.Chaos;

/// <summary>When which process lived, and when it was left alone.</summary>
internal sealed class ProcessStories
{
    /// <summary>What a disturbance leaves behind is over by then: a late timer, a lease that was lost.</summary>
    private static readonly long _echo = Moment.Of(TimeSpan.FromSeconds(1));

    private readonly Dictionary<string, ProcessStory> _stories = new(StringComparer.Ordinal);

    public ProcessStories(IEnumerable<Recorded> events)
    {
        foreach (var (process, happened) in events)
        {
            switch (happened)
            {
                case ProcessStarted started:
                    _stories[started.Process] = new ProcessStory(started.Process, started.Role, started.At);
                    break;
                case ProcessExited exited:
                    (Of(exited.Process).ExitedAt, Of(exited.Process).ExitCode) = (exited.At, exited.ExitCode);
                    break;
                case Disturbed disturbed:
                    Of(disturbed.Process).Disturbances.Add((disturbed.Kind, disturbed.At, long.MaxValue));
                    break;
                case Calmed calmed:
                    Of(calmed.Process).Calm(calmed.Kind, calmed.At + _echo);
                    break;
                case RunKills:
                    Of(process).Disturbances.Add((DisturbanceKind.Kill, happened.At, long.MaxValue));
                    break;
            }
        }
    }

    public IEnumerable<ProcessStory> All => _stories.Values;

    public ProcessStory Of(string process) => _stories[process];
}

/// <summary>The life of one process.</summary>
internal sealed class ProcessStory(string name, Role role, long startedAt)
{
    public string Name => name;

    public Role Role => role;

    public long StartedAt => startedAt;

    public long ExitedAt { get; set; } = long.MaxValue;

    public int ExitCode { get; set; }

    public List<(DisturbanceKind Kind, long From, long To)> Disturbances { get; } = [];

    /// <summary>Ends the disturbances of a kind.</summary>
    public void Calm(DisturbanceKind kind, long at)
    {
        for (var i = 0; i < Disturbances.Count; i++)
        {
            var (its, from, to) = Disturbances[i];
            if (its == kind && to == long.MaxValue)
            {
                Disturbances[i] = (its, from, at);
            }
        }
    }

    /// <summary>When it was killed, by the conductor or by one of its workers; never, if it was not.</summary>
    public long KilledAt =>
        Disturbances
            .Where(done => done.Kind == DisturbanceKind.Kill)
            .Select(done => done.From)
            .DefaultIfEmpty(long.MaxValue)
            .Min();

    /// <summary>Whether it lived all the while, and nothing was done to it that slows it down.</summary>
    public bool IsCalm(long from, long to) =>
        StartedAt <= from
        && ExitedAt >= to
        && IsUndisturbed(from, to)
        && !Disturbances.Any(done => done.Kind == DisturbanceKind.Terminate && done.From <= to);

    /// <summary>Whether it was neither paused nor cut off from its store nor killed.</summary>
    public bool IsUndisturbed(long from, long to) =>
        KilledAt > to
        && !Disturbances.Any(done =>
            done.Kind is DisturbanceKind.Pause or DisturbanceKind.Faults && done.From <= to && done.To >= from
        );
}
