using System.Globalization;

namespace Extensions.Jobs.Chaos;

/// <summary>One run of the work, as both workers do it. It leaves its name in all that it reports, so that each save shows whose it is.</summary>
internal sealed class DigestRun(DigestRequest request, JobContext job, EventLog log)
{
    public string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Works as the input demands.</summary>
    /// <returns>The digest; null: it ends in another way, which <see cref="Unfinished"/> says.</returns>
    public async Task<string?> ExecuteAsync(CancellationToken cancellationToken)
    {
        log.Write(new RunStarted(job.Id, Name, job.Attempt));
        using var stopped = cancellationToken.Register(() => log.Write(new RunStopped(job.Id, Name, job.StopCause)));
        try
        {
            return await WorkAsync(cancellationToken);
        }
        finally
        {
            log.Write(new RunEnded(job.Id, Name));
        }
    }

    /// <summary>The end of a run that has no digest to give.</summary>
    public UnfinishedResult Unfinished()
    {
        var error = new JobError(request.Ending.ToString(), Name);
        return job.Attempt <= request.FailingAttempts ? JobExecutionResult.Retry(null, error)
            : request.Ending == Ending.Fails ? JobExecutionResult.Failed(error)
            : JobExecutionResult.Cancelled(error);
    }

    private async Task<string?> WorkAsync(CancellationToken cancellationToken)
    {
        job.ReportIssue(Name);
        var state = Digest.Begin(request);
        for (var step = 0; step < request.Steps; step++)
        {
            await PauseAsync(cancellationToken);
            state = Digest.Step(state);
            job.ReportProgress(100.0 * (step + 1) / request.Steps, Name);
            if (step == request.Steps / 2 && job.Attempt <= request.KillingAttempts)
            {
                log.Write(new RunKills(job.Id, Name));
                Signals.Kill(Environment.ProcessId);
            }
        }

        if (job.Attempt <= request.FailingAttempts)
        {
            await FailAsync(cancellationToken);
            return null;
        }

        return request.Ending == Ending.Succeeds ? Convert.ToHexStringLower(state) : null;
    }

    private Task FailAsync(CancellationToken cancellationToken) =>
        request.Failure switch
        {
            Failure.Hangs => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken),
            Failure.AsksForRetry => Task.CompletedTask,
            _ => throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Attempt {job.Attempt} fails, as demanded.")
            ),
        };

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var step = TimeSpan.FromMilliseconds(request.StepMilliseconds);
        if (request.DeafMilliseconds == 0)
        {
            await Task.Delay(step, TimeProvider.System, cancellationToken);
            return;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(request.DeafMilliseconds, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await Task.Delay(step, TimeProvider.System, CancellationToken.None);
    }
}
