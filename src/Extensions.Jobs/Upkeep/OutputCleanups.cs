using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>
/// Lets workers clean up outputs that live elsewhere: at least once, by one node at a time, with a back-off of 1 minute doubled up
/// to 1 day while it keeps failing. One that takes as long as that has failed too.
/// </summary>
internal sealed partial class OutputCleanups(
    IJobRepository repository,
    JobCatalog catalog,
    JobRunFactory runFactory,
    JobWriter writer,
    JobClock clock,
    TimeProvider time,
    JobsMetrics metrics,
    ILogger<OutputCleanups> logger
)
{
    private const int MaxGroup = 20;

    /// <summary>How many groups one pass takes: the next pass goes on.</summary>
    private const int MaxGroups = 50;
    private static readonly TimeSpan _firstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _lastRetry = TimeSpan.FromDays(1);

    private readonly string[] _names =
    [
        .. catalog.Types.Where(type => type.Work is not null).SelectMany(type => type.Names),
    ];

    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_names.Length == 0)
        {
            return;
        }

        for (var group = 0; group < MaxGroups; group++)
        {
            var query = new JobQuery(JobSet.CleanupDue)
            {
                Names = _names,
                Before = clock.Now,
                Limit = MaxGroup,
            };
            var due = await repository.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            // Side by side: one that takes its time keeps no other waiting.
            await Task.WhenAll(due.Jobs.Select(job => CleanUpAsync(job, cancellationToken))).ConfigureAwait(false);
            if (due.Jobs.Count < MaxGroup)
            {
                return;
            }
        }
    }

    private async Task CleanUpAsync(JobHeader job, CancellationToken cancellationToken)
    {
        var doubled = _firstRetry * Math.Pow(2, Math.Min(job.CleanupAttempts, 20));
        var retryAfter = doubled < _lastRetry ? doubled : _lastRetry;
        var begun = await writer
            .ApplyAsync(job, (header, now) => JobTransitions.BeginCleanup(header, retryAfter, now), cancellationToken)
            .ConfigureAwait(false);
        if (!begun.Saved || !catalog.TryGet(job.Name, out var type))
        {
            return;
        }

        var found = await repository
            .FindAsync([job.Id], JobParts.Input | JobParts.Output, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            foreach (var whole in found)
            {
                // On a thread of its own, and not waited for without end: what blocks in there must hold up neither upkeep nor
                // the stop of the host.
                await Task.Run(() => runFactory.WorkOf(type).CleanUpAsync(whole, cancellationToken), cancellationToken)
                    .WaitAsync(retryAfter, time, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, job.Id, begun.Header!.CleanupAttempts, begun.Header.CleanupDue);
            metrics.FailedCleanup(job.Name);
            return;
        }

        await writer.ApplyAsync(begun.Header!, JobTransitions.DropOutput, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The output of job {Id} could not be cleaned up in attempt {Attempt}; it is tried again at {Next}"
    )]
    private partial void LogFailed(Exception failure, string id, int attempt, DateTimeOffset? next);
}
