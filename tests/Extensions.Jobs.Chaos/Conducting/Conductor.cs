namespace Extensions.Jobs.Chaos;

/// <summary>Conducts one run: starts everything, disturbs it, lets it calm down, and gathers what has happened.</summary>
internal sealed class Conductor(ChaosArguments arguments, string directory)
{
    private static readonly TimeSpan _perLook = TimeSpan.FromMilliseconds(20);

    /// <summary>How long all may take to end once nothing disturbs it. Under a planted bug it may never end.</summary>
    private readonly TimeSpan _calmLimit = TimeSpan.FromSeconds(arguments.Bug == PlantedBug.None ? 60 : 5);

    public async Task<Evidence> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var part in (string[])["events", "output"])
        {
            Directory.CreateDirectory(Path.Combine(directory, part));
        }

        using (var log = new EventLog(ChildArguments.EventLogOf(directory, "conductor")))
        {
            await RunAsync(log, cancellationToken);
        }

        return await Evidence.ReadAsync(arguments, directory, cancellationToken);
    }

    private async Task RunAsync(EventLog log, CancellationToken cancellationToken)
    {
        await using var fleet = new Fleet(arguments, directory, log);
        using var api = new JobApi(fleet, log);
        using var ending = new CancellationTokenSource();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = new ClientLoad(arguments, api, log);
        fleet.Start();
        var clients = load.RunAsync(ending.Token, limit.Token);
        var schedule = Schedule.Of(arguments.Seed, arguments.Length, arguments.Often);
        await new Disturber(fleet, log).RunAsync(schedule, cancellationToken);
        Say("the schedule is over, all calms down");
        fleet.Calm();
        await ending.CancelAsync();
        // From here on nothing is an excuse: whatever is not finished in time, the checker finds unfinished.
        limit.CancelAfter(_calmLimit);
        try
        {
            await clients;
            await DrainAsync(limit.Token);
            limit.CancelAfter(_calmLimit + (_perLook * load.Accepted));
            await load.LookAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.Write(new Unfinished(_calmLimit.TotalSeconds));
        }

        await fleet.StopAsync();
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        using var store = new StoreReader(arguments.Store, directory);
        while (await store.UnfinishedAsync(cancellationToken) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
        }
    }

    private static void Say(string text) => Console.WriteLine(text);
}
