using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>What every process does beside its work: each recovery interval, one step after the other.</summary>
internal sealed partial class JobUpkeep(
    NodeLease lease,
    JobRecovery recovery,
    JobRetention retention,
    OutputCleanups cleanups,
    IOptions<JobsOptions> options,
    TimeProvider time,
    ILogger<JobUpkeep> logger
)
{
    /// <summary>Goes on until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(
            RepeatAsync("Recovery", RecoverAsync, stopping),
            RepeatAsync("Retention", RetainAsync, stopping),
            RepeatAsync("Clean-up", cleanups.CleanUpAsync, stopping)
        );

    private async Task RecoverAsync(CancellationToken stopping)
    {
        await recovery.RecoverAsync(stopping).ConfigureAwait(false);
        await recovery.RequeueAsync(stopping).ConfigureAwait(false);
    }

    private async Task RetainAsync(CancellationToken stopping)
    {
        await retention.ExpireAsync(stopping).ConfigureAwait(false);
        await retention.PurgeAsync(stopping).ConfigureAwait(false);
    }

    private async Task RepeatAsync(string name, Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await lease.OpenAsync(stopping).ConfigureAwait(false);
                await step(stopping).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                LogFailed(name, failure.Message);
            }
            catch (Exception)
            {
                return;
            }

            await time.SleepAsync(options.Value.RecoveryInterval, stopping).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Step} of jobs failed, and is tried again: {Reason}")]
    private partial void LogFailed(string step, string reason);
}
