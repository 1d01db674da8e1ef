namespace Extensions.Jobs;

/// <summary>What a client can do in one call. In process and over HTTP alike.</summary>
public static class JobClientExtensions
{
    /// <summary>Creates a job, waits until it is finished, and reads its output.</summary>
    /// <param name="client">The client.</param>
    /// <param name="input">What the worker is given.</param>
    /// <param name="options">Due time, priority, idempotency key and more. Default: none.</param>
    /// <param name="progress">
    /// Told the status at first and after each change; when changes come fast, not each. Default: null, nobody is told.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait. The job goes on, unless a client over HTTP was set to cancel it then (<c>CancelOnCancellation</c>).
    /// </param>
    /// <exception cref="JobOutputException">
    /// The job failed, was cancelled, or had not ended when the host stopped: <see cref="JobOutputException.Status"/> tells.
    /// </exception>
    /// <exception cref="JobException">The job was not accepted, or was removed meanwhile.</exception>
    /// <exception cref="System.Text.Json.JsonException">This version of the program cannot read the output.</exception>
    public static async Task<TOutput> RunAsync<TInput, TOutput>(
        this IJobClient<TInput, TOutput> client,
        TInput input,
        CreateJobOptions? options = null,
        IProgress<JobStatus>? progress = null,
        CancellationToken cancellationToken = default
    )
        where TInput : notnull
    {
        var job = await client.CreateAsync(input, options, cancellationToken).ConfigureAwait(false);
        if (progress is null)
        {
            await client
                .WaitAsync(job.Id, Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            await foreach (var status in client.WatchAsync(job.Id, cancellationToken).ConfigureAwait(false))
            {
                progress.Report(status);
            }
        }

        var output = await client.GetOutputAsync(job.Id, cancellationToken).ConfigureAwait(false);
        return output.Value;
    }
}
