using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>Writes what the worker of one run says, twice a second at most, from its first word on.</summary>
internal sealed partial class RunReporter(HeldJob held, RunReports reports, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly ILogger _logger = logger;
    private Task? _writing;

    /// <summary>There is something to write.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_ended.IsCancellationRequested)
            {
                _writing ??= Task.Run(WriteAllAsync);
            }
        }
    }

    /// <summary>Completes when nothing is being written any more; what is unwritten goes with the end of the job.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _ended.Cancel();
            return _writing ?? Task.CompletedTask;
        }
    }

    private async Task WriteAllAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            await reports.Changed.WaitAsync(_ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await WriteAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                LogNotReported(held.Id, failure.Message);
            }

            await time.SleepAsync(_interval, _ended.Token).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync()
    {
        var (report, estimate) = reports.Unwritten();
        if (estimate is { } duration)
        {
            var estimated = await held.ApplyAsync(
                    (header, now) => JobTransitions.Estimate(header, held.Claim, duration, now)
                )
                .ConfigureAwait(false);
            held.Notice(estimated.Header);
        }

        var reported = await held.ApplyAsync((header, now) => JobTransitions.Report(header, held.Claim, report, now))
            .ConfigureAwait(false);
        held.Notice(reported.Header);
        reports.Written(report, estimate);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The progress of job {Id} could not be written: {Reason}")]
    private partial void LogNotReported(string id, string reason);
}
