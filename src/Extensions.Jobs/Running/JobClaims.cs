using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Claims jobs for all free slots of this process, and starts their runs.</summary>
internal sealed partial class JobClaims(
    IJobQueue queue,
    IJobRepository repository,
    JobWriter writer,
    JobEnqueuer enqueuer,
    NodeLease lease,
    JobCatalog catalog,
    JobSlots slots,
    RunningJobs runs,
    JobRunFactory runFactory,
    IOptions<JobsOptions> options,
    TimeProvider time,
    ILogger<JobClaims> logger
)
{
    private const int MaxLost = 1000;

    /// <summary>Claims until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(time);
        var mayHaveLost = false;
        var checkedAt = time.GetTimestamp();
        while (slots.Any && !stopping.IsCancellationRequested)
        {
            var tenure = lease.Tenure;
            try
            {
                await lease.OpenAsync(stopping).ConfigureAwait(false);
                if (mayHaveLost || time.GetElapsedTime(checkedAt) >= options.Value.RecoveryInterval)
                {
                    await HandBackAsync(tenure, stopping).ConfigureAwait(false);
                    mayHaveLost = false;
                    checkedAt = time.GetTimestamp();
                }

                await ClaimAsync(tenure, stopping).ConfigureAwait(false);
                backoff.Reset();
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                mayHaveLost = true;
                LogNotClaiming(failure.Message);
                await backoff.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private async Task ClaimAsync(NodeTenure tenure, CancellationToken stopping)
    {
        var (demand, opened) = slots.Demand();
        using var poll = new CancellationTokenSource(options.Value.PollingInterval, time);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(poll.Token, opened, tenure.Lost, stopping);
        foreach (var job in await queue.ClaimAsync(tenure.Id, demand, until.Token).ConfigureAwait(false))
        {
            if (catalog.TryGet(job.Header.Name, out var type))
            {
                runFactory.Start(job, type, slots.Take(type), tenure);
            }
        }
    }

    /// <summary>
    /// A claim whose answer was lost is held by this node, and nobody runs it. A store may make it long after the connection was
    /// cut, so it is looked for now and then too; between two claims, for then all others are being run.
    /// </summary>
    private async Task HandBackAsync(NodeTenure tenure, CancellationToken stopping)
    {
        var names = catalog.Types.SelectMany(type => type.Names).ToArray();
        var query = new JobQuery(JobSet.OfNode)
        {
            Names = names,
            Node = tenure.Id,
            Limit = runs.All.Count + MaxLost,
        };
        var held = await repository.QueryAsync(query, stopping).ConfigureAwait(false);
        foreach (var job in held.Jobs)
        {
            if (!runs.Holds(job) && catalog.TryGet(job.Name, out var type))
            {
                await HandBackAsync(job, type, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task HandBackAsync(JobHeader job, JobType type, CancellationToken stopping)
    {
        var write = await writer
            .ApplyAsync(
                job,
                (header, now) => JobTransitions.End(header, job.Claim, new JobEnd.HandedBack(), type.Policy, now),
                stopping
            )
            .ConfigureAwait(false);
        if (write.Saved)
        {
            LogHandedBack(job.Id);
            if (write.Header!.State == JobState.Queued)
            {
                enqueuer.Enqueue(write.Header);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Job {Id} was held by this process, which did not run it; it is given back"
    )]
    private partial void LogHandedBack(string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No jobs can be claimed: {Reason}")]
    private partial void LogNotClaiming(string reason);
}
