using System.Collections.Concurrent;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>What every run of this process needs.</summary>
internal sealed record RunParts(
    JobWriter Writer,
    JobWatch Watch,
    JobEnqueuer Enqueuer,
    JobClock Clock,
    TimeProvider Time,
    JobsMetrics Metrics,
    FleetWork Fleet,
    ILogger<JobRun> Logger
);

/// <summary>Starts runs, and frees their slots when their workers have returned.</summary>
internal sealed partial class JobRunFactory(
    RunParts parts,
    JobSignals signals,
    RunningJobs runs,
    IServiceProvider services
)
{
    private readonly ConcurrentDictionary<JobType, JobWork> _works = new();
    private readonly ILogger _logger = parts.Logger;

    /// <summary>What runs the worker of a type.</summary>
    public JobWork WorkOf(JobType type) =>
        _works.GetOrAdd(type, static (type, services) => type.Work!(services, type), services);

    /// <summary>Starts the run of a job that this process has claimed; its slot is taken.</summary>
    public void Start(Job job, JobType type, TakenSlot slot, NodeTenure tenure)
    {
        var run = new JobRun(job, type, WorkOf(type), slot, tenure, parts);
        runs.Add(run);
        signals.Publish(job.Header);
        // Unsafe: nothing of whoever woke the engine flows into the run, no AsyncLocal, no culture, no Activity.
        ThreadPool.UnsafeQueueUserWorkItem(
            static start => _ = start.Factory.ExecuteAsync(start.Run, start.Slot),
            (Factory: this, Run: run, Slot: slot),
            preferLocal: false
        );
    }

    private async Task ExecuteAsync(JobRun run, TakenSlot slot)
    {
        try
        {
            await run.ExecuteAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            run.BreakOff();
            LogFault(failure, run.Id);
        }
        finally
        {
            runs.Remove(run);
            slot.Free();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The run of job {Id} broke off; it will be given back")]
    private partial void LogFault(Exception failure, string id);
}
