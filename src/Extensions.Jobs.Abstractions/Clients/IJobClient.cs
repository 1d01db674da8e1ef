namespace Extensions.Jobs;

/// <summary>
/// Submits jobs of one type and follows them: in process, or over HTTP. A singleton; all members are thread-safe.
/// </summary>
/// <remarks>
/// As injected in process it acts for the application and sees every job; <see cref="For"/> gives one that sees the jobs of one
/// owner, to which every other id is unknown. What cannot be done throws a <see cref="JobException"/>; a store that is down
/// throws <see cref="Providers.JobStoreException"/>. Over HTTP a server that is down, refuses the caller or answers what makes no
/// sense throws a <see cref="JobException"/> too, of a type of that client.
/// </remarks>
/// <typeparam name="TInput">The input of the worker.</typeparam>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
public interface IJobClient<TInput, TOutput>
    where TInput : notnull
{
    /// <summary>A client that sees the jobs of one owner and creates jobs for it.</summary>
    /// <param name="owner">The owner, compared ordinally; empty for all anonymous callers together.</param>
    /// <exception cref="NotSupportedException">Over HTTP: there the credentials decide.</exception>
    IJobClient<TInput, TOutput> For(string owner);

    /// <summary>Accepts a job; it is durable when the task completes, and will reach one final state.</summary>
    /// <param name="input">What the worker is given.</param>
    /// <param name="options">Due time, priority, idempotency key and more. Default: none.</param>
    /// <param name="cancellationToken">Ends the wait; the job may have been accepted then.</param>
    /// <exception cref="JobInputException">The input cannot be stored, or is too large.</exception>
    /// <exception cref="JobLimitException">
    /// The queue is full, or the owner has too many unfinished jobs. Over HTTP a full queue is told as any server without capacity:
    /// by <c>JobServerUnavailableException</c>, with the problem type <c>capacity</c>.
    /// </exception>
    /// <exception cref="JobKeyReusedException">The key belongs to a job with another input.</exception>
    Task<JobStatus> CreateAsync(
        TInput input,
        CreateJobOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>How a job is getting on.</summary>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobRemovedException">It was deleted or has expired.</exception>
    Task<JobStatus> GetStatusAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until a job is finished, or until its version differs from a known one; answers its status then, or as it is when the
    /// time is up or the host stops.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="timeout">How long to wait at most. <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes.</param>
    /// <param name="knownVersion">The <see cref="JobStatus.Version"/> that is known already. Default: wait for the end.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobRemovedException">It was deleted or has expired, perhaps during the wait.</exception>
    Task<JobStatus> WaitAsync(
        string id,
        TimeSpan timeout,
        long? knownVersion = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// The status now and after each change, until the job has finished. A slow reader may miss intermediate ones, never the last.
    /// </summary>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobRemovedException">It was deleted or has expired, perhaps meanwhile.</exception>
    IAsyncEnumerable<JobStatus> WatchAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The output of a succeeded job.</summary>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobRemovedException">It was deleted or has expired.</exception>
    /// <exception cref="JobOutputException">There is no output, not yet or not any more.</exception>
    Task<JobOutput<TOutput>> GetOutputAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists jobs, newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is damaged, or belongs to another list.</exception>
    Task<JobList> ListAsync(JobListQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels a queued job at once, and asks the worker of a running one to stop: the status tells which. The record stays.
    /// Cancelling twice is harmless.
    /// </summary>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobRemovedException">It was deleted or has expired.</exception>
    /// <exception cref="JobFinishedException">It has succeeded or failed.</exception>
    Task<JobStatus> CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a job that does not run, and asks the worker of a running one to stop: the job is removed when it has. Deleting
    /// twice is harmless.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="ifVersion">Only if this is still its version. Default: any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status of a job that still has to stop; null when it is gone.</returns>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobChangedException">It has another version.</exception>
    Task<JobStatus?> DeleteAsync(string id, long? ifVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes the output of a finished job; the record stays. Deleting twice is harmless.</summary>
    /// <param name="id">The job.</param>
    /// <param name="ifOutputVersion">Only if this is still the <see cref="JobOutput{TOutput}.Version"/>. Default: any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status; null when the job itself is gone.</returns>
    /// <exception cref="JobNotFoundException">No such job, or not the owner's.</exception>
    /// <exception cref="JobNotFinishedException">It has not ended yet.</exception>
    /// <exception cref="JobChangedException">The output has another version.</exception>
    Task<JobStatus?> DeleteOutputAsync(
        string id,
        long? ifOutputVersion = null,
        CancellationToken cancellationToken = default
    );
}
