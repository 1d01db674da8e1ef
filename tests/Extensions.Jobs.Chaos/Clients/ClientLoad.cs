using System.Collections.Concurrent;

namespace Extensions.Jobs.Chaos;

/// <summary>Many clients, each with one job after the other.</summary>
internal sealed class ClientLoad(ChaosArguments arguments, JobApi api, EventLog log)
{
    private const int Clients = 24;
    private const int Lookers = 8;

    private readonly ConcurrentQueue<Journey> _accepted = new();

    /// <summary>How many jobs were accepted.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>Begins no journey any more once told to end, and completes when the last is over.</summary>
    /// <param name="ending">Ends it.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public Task RunAsync(CancellationToken ending, CancellationToken cancellationToken) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client => Task.Run(() => RunAsync(client, ending, cancellationToken), cancellationToken))
        );

    /// <summary>Looks at every job that was accepted.</summary>
    public Task LookAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            _accepted,
            new ParallelOptions { MaxDegreeOfParallelism = Lookers, CancellationToken = cancellationToken },
            async (journey, stopping) => await journey.LookAsync(stopping)
        );

    private async Task RunAsync(int client, CancellationToken ending, CancellationToken cancellationToken)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var journey = new Journey(Journeys.Plan(arguments, client, number), api, log);
            try
            {
                await journey.RunAsync(cancellationToken);
            }
            finally
            {
                if (journey.Id is not null)
                {
                    _accepted.Enqueue(journey);
                }
            }
        }
    }
}
