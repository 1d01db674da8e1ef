namespace Extensions.Jobs;

/// <summary>
/// Implemented by a worker whose output lives elsewhere too (a file, a blob): called on a node that has the worker, after the
/// output was deleted or its job removed. Called at least once, again later when it throws: deleting what is gone already must
/// succeed.
/// </summary>
/// <typeparam name="TInput">The input of the worker.</typeparam>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
public interface IOutputCleanup<TInput, TOutput>
    where TInput : notnull
{
    /// <summary>Deletes what belongs to this output.</summary>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="input">The stored input.</param>
    /// <param name="output">The stored output.</param>
    /// <param name="cancellationToken">Cancelled when the host stops; the clean-up is tried again elsewhere.</param>
    Task DeleteOutputAsync(string jobId, TInput input, TOutput output, CancellationToken cancellationToken);
}
