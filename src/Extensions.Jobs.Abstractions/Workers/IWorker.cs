namespace Extensions.Jobs;

/// <summary>
/// Does the work of one type of job. A worker is made anew for every attempt, in a dependency injection scope of its own, and
/// disposed with it. The same job may be run more than once (a process can die at any moment): write it so that this is harmless.
/// </summary>
/// <typeparam name="TInput">What it is given: any type that System.Text.Json reads and writes.</typeparam>
/// <typeparam name="TOutput">What it makes; <see cref="NoOutput"/> for a job without output.</typeparam>
public interface IWorker<TInput, TOutput>
    where TInput : notnull
{
    /// <summary>
    /// Runs one attempt. An exception is a failed attempt, retried under the options of the job; what its owner should read goes
    /// into <see cref="JobExecutionResult.Failed"/> or <see cref="JobExecutionResult.Retry"/>.
    /// </summary>
    /// <param name="input">The stored input.</param>
    /// <param name="job">Which job it is, and where to report progress.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the run shall stop; <see cref="JobContext.StopCause"/> says why. A result given within the grace period
    /// of the job still counts.
    /// </param>
    Task<JobExecutionResult<TOutput>> ExecuteAsync(TInput input, JobContext job, CancellationToken cancellationToken);

    /// <summary>How long the run will take, asked at each start. Default: null, the worker does not know.</summary>
    /// <param name="input">The stored input.</param>
    TimeSpan? EstimateDuration(TInput input) => null;
}
