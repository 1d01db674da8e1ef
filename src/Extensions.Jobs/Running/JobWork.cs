using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>The part of a run that knows the types of a job: reads the input, runs the worker in a scope of its own, writes the output.</summary>
internal abstract class JobWork
{
    /// <summary>Runs one attempt. Never throws.</summary>
    /// <returns>How it ended; null: it stopped because its token was cancelled.</returns>
    public abstract Task<JobEnd?> RunAsync(Job job, JobRun run, CancellationToken cancellationToken);

    /// <summary>Cleans up an output that lives elsewhere. Whatever the worker throws, comes through.</summary>
    public abstract Task CleanUpAsync(Job job, CancellationToken cancellationToken);
}

internal sealed partial class JobWork<TInput, TOutput, TWorker>(IServiceProvider services, JobType type) : JobWork
    where TInput : notnull
    where TWorker : class, IWorker<TInput, TOutput>
{
    private static readonly Func<ILogger, string, string, int, IDisposable?> _runScope = LoggerMessage.DefineScope<
        string,
        string,
        int
    >("{JobName} {JobId}, attempt {Attempt}");

    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();
    private readonly PayloadSerializer _serializer = services.GetRequiredService<PayloadSerializer>();
    private readonly ILogger _logger = services.GetRequiredService<ILogger<TWorker>>();

    public override async Task<JobEnd?> RunAsync(Job job, JobRun run, CancellationToken cancellationToken)
    {
        using var activity = JobsDiagnostics.StartRun(job.Header);
        using var logScope = _runScope(_logger, run.Name, run.Id, run.Attempt);
        var traceId = JobsDiagnostics.TraceIdOf(activity, job.Header);
        TInput input;
        try
        {
            input = _serializer.Read<TInput>(job.Input);
        }
        catch (JsonException failure)
        {
            LogInputUnreadable(failure, run.Id);
            return Fail(activity, RunErrors.InputUnreadable(traceId));
        }

        JobExecutionResult<TOutput>? result;
        bool hasCleanup;
        try
        {
            (result, hasCleanup) = await RunInScopeAsync(input, run, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            LogWorkerThrew(failure, run.Id, run.Attempt, run.MaxAttempts);
            activity?.AddException(failure);
            return Retry(activity, run, RunErrors.WorkerError(traceId));
        }

        return result switch
        {
            null => Retry(activity, run, RunErrors.NoResult(traceId)),
            { Kind: JobExecutionKind.Failed } => Fail(activity, result.Error!),
            { Kind: JobExecutionKind.Retry } => Retry(activity, run, result.Error!, result.After),
            { Kind: JobExecutionKind.Cancelled } => cancellationToken.IsCancellationRequested && result.Error is null
                ? null
                : Cancel(run, result.Error),
            { Output: null } => Retry(activity, run, RunErrors.NoOutput(traceId)),
            { Output: NoOutput } => new JobEnd.Succeeded(null, hasCleanup),
            _ => Store(activity, run, result.Output, hasCleanup, traceId),
        };
    }

    public override async Task CleanUpAsync(Job job, CancellationToken cancellationToken)
    {
        var scope = _scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        if (scope.ServiceProvider.GetRequiredService<TWorker>() is not IOutputCleanup<TInput, TOutput> cleanup)
        {
            throw new InvalidOperationException(
                $"{typeof(TWorker)} does not implement IOutputCleanup any more, but outputs that it made still need it."
            );
        }

        var output = type.HasOutput ? _serializer.Read<TOutput>(job.Output) : default!;
        await cleanup
            .DeleteOutputAsync(job.Header.Id, _serializer.Read<TInput>(job.Input), output, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<(JobExecutionResult<TOutput>? Result, bool HasCleanup)> RunInScopeAsync(
        TInput input,
        JobRun run,
        CancellationToken cancellationToken
    )
    {
        var scope = _scopes.CreateAsyncScope();
        try
        {
            var worker = scope.ServiceProvider.GetRequiredService<TWorker>();
            if (worker.EstimateDuration(input) is { } estimate)
            {
                run.Estimate(estimate);
            }

            var result = await worker.ExecuteAsync(input, run, cancellationToken).ConfigureAwait(false);
            return (result, worker is IOutputCleanup<TInput, TOutput>);
        }
        finally
        {
            try
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                LogNotDisposed(failure, run.Id);
            }
        }
    }

    private JobEnd Store(Activity? activity, JobRun run, TOutput output, bool hasCleanup, string? traceId)
    {
        try
        {
            return new JobEnd.Succeeded(_serializer.Write(output, type.Options.MaxOutputBytes), hasCleanup);
        }
        catch (PayloadTooLargeException)
        {
            return Fail(activity, RunErrors.OutputTooLarge(type.Options.MaxOutputBytes, traceId));
        }
        catch (JsonException failure)
        {
            LogOutputInvalid(failure, run.Id);
            return Fail(activity, RunErrors.OutputInvalid(traceId));
        }
    }

    private static JobEnd Retry(Activity? activity, JobRun run, JobError error, TimeSpan? after = null)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Title);
        return new JobEnd.Retry(error, after ?? run.NextDelay());
    }

    private static JobEnd Fail(Activity? activity, JobError error)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Title);
        return new JobEnd.Failed(error);
    }

    /// <summary>A stop of the worker's own, or one for a cause that ends the job as cancelled: its error is kept.</summary>
    private static JobEnd? Cancel(JobRun run, JobError? error) =>
        run.StopCause is JobStopCause.None or JobStopCause.CancelRequested or JobStopCause.DeleteRequested
            ? new JobEnd.Cancelled(error)
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The input of job {Id} cannot be read")]
    private partial void LogInputUnreadable(Exception failure, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The output of job {Id} cannot be written as JSON")]
    private partial void LogOutputInvalid(Exception failure, string id);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The worker of job {Id} threw in attempt {Attempt} of {MaxAttempts}"
    )]
    private partial void LogWorkerThrew(Exception failure, string id, int attempt, int maxAttempts);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The scope of job {Id} could not be disposed; its result stands"
    )]
    private partial void LogNotDisposed(Exception failure, string id);
}
