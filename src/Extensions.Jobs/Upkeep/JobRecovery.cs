using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Takes jobs from nodes that have ended, and enqueues again what a broker has lost.</summary>
internal sealed partial class JobRecovery(
    IJobRepository repository,
    IJobQueue queue,
    JobCatalog catalog,
    JobWriter writer,
    JobEnqueuer enqueuer,
    JobClock clock,
    JobsMetrics metrics,
    IOptions<JobsOptions> options,
    ILogger<JobRecovery> logger
)
{
    private const int MaxGroup = 200;

    /// <summary>How many groups one pass takes: the next pass goes on.</summary>
    private const int MaxGroups = 50;

    private readonly string[] _names = [.. catalog.Types.SelectMany(type => type.Names)];

    /// <summary>Running jobs whose node has ended go through the transition that a lost lease would have made.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        for (var group = 0; group < MaxGroups; group++)
        {
            var query = new JobQuery(JobSet.Orphaned) { Names = _names, Limit = MaxGroup };
            var found = await repository.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            // Side by side: a store that groups writes commits them together, and one that fails stands in no other's way.
            await Task.WhenAll(found.Jobs.Select(orphan => RecoverAsync(orphan, cancellationToken)))
                .ConfigureAwait(false);
            if (found.Jobs.Count < MaxGroup)
            {
                return;
            }
        }
    }

    private async Task RecoverAsync(JobHeader orphan, CancellationToken cancellationToken)
    {
        if (!catalog.TryGet(orphan.Name, out var type))
        {
            return;
        }

        // By the claim that was found: another node may have recovered the job, and a third may run it by now.
        var write = await writer
            .ApplyAsync(
                orphan,
                (job, now) => JobTransitions.End(job, orphan.Claim, new JobEnd.LeaseLost(), type.Policy, now),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (write.Saved)
        {
            LogRecovered(orphan.Id, orphan.Node, orphan.Attempt, write.Header!.State);
            metrics.Recovered(orphan.Name);
            if (write.Header.State == JobState.Queued)
            {
                enqueuer.Enqueue(write.Header);
            }
        }
    }

    /// <summary>
    /// Where ids can be lost: as many of the oldest jobs that have been due for too long as the queue holds too few. A backlog that
    /// waits is not lost, and is not published again.
    /// </summary>
    public async Task RequeueAsync(CancellationToken cancellationToken)
    {
        var before = clock.Now - options.Value.RequeueAfter;
        IReadOnlyList<JobCounts>? counts = null;
        foreach (var name in _names)
        {
            if (await queue.CountAsync(name, cancellationToken).ConfigureAwait(false) is not { } held)
            {
                return;
            }

            counts ??= await repository.CountAsync(_names, before, cancellationToken).ConfigureAwait(false);
            var missing = counts.Single(count => count.Name == name).Due - held;
            if (missing > 0)
            {
                await RequeueAsync(name, before, (int)Math.Min(missing, MaxGroup), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task RequeueAsync(string name, DateTimeOffset before, int count, CancellationToken cancellationToken)
    {
        var query = new JobQuery(JobSet.Overdue)
        {
            Names = [name],
            Before = before,
            Limit = count,
        };
        var overdue = await repository.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        if (overdue.Jobs.Count > 0)
        {
            LogRequeued(overdue.Jobs.Count, name);
            await queue.EnqueueAsync(overdue.Jobs, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Job {Id} was taken from node {Node}, which has ended, in its attempt {Attempt}: it is {State} now"
    )]
    private partial void LogRecovered(string id, string? node, int attempt, JobState state);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} jobs '{Name}' were missing in the queue and are enqueued again"
    )]
    private partial void LogRequeued(int count, string name);
}
