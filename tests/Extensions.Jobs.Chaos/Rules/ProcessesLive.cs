namespace Extensions.Jobs.Chaos;

internal sealed class ProcessesLive : IRule
{
    public string Promise => "no process dies by itself";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        from process in evidence.Processes.All
        where process.ExitedAt < long.MaxValue
        where
            !process.Disturbances.Any(done =>
                done.Kind is DisturbanceKind.Kill or DisturbanceKind.Terminate && done.From <= process.ExitedAt
            )
        select new Violation(process.Name, $"ended with exit code {process.ExitCode}, and nobody asked for that");
}
