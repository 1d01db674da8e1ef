namespace Extensions.Jobs.Tests.Engine;

public static class JobClientActs
{
    public static Task<JobStatus> EndOfAsync<TInput, TOutput>(
        this IJobClient<TInput, TOutput> client,
        JobStatus job,
        CancellationToken cancellationToken
    )
        where TInput : notnull =>
        client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);

    public static async Task<JobStatus> RunAsync<TInput, TOutput>(
        this IJobClient<TInput, TOutput> client,
        TInput input,
        CancellationToken cancellationToken
    )
        where TInput : notnull =>
        await client.EndOfAsync(
            await client.CreateAsync(input, cancellationToken: cancellationToken),
            cancellationToken
        );

    /// <summary>Waits until a job is as a test wants it.</summary>
    public static async Task<JobStatus> WhenAsync<TInput, TOutput>(
        this IJobClient<TInput, TOutput> client,
        JobStatus job,
        Func<JobStatus, bool> isSo,
        CancellationToken cancellationToken
    )
        where TInput : notnull
    {
        var last = job;
        await foreach (var status in client.WatchAsync(job.Id, cancellationToken))
        {
            last = status;
            if (isSo(status))
            {
                return status;
            }
        }

        throw new InvalidOperationException($"The job has ended without ever being so: {last}");
    }

    /// <summary>Waits until a job is removed.</summary>
    public static async Task<JobRemovedException> RemovalOfAsync<TInput, TOutput>(
        this IJobClient<TInput, TOutput> client,
        JobStatus job,
        CancellationToken cancellationToken
    )
        where TInput : notnull =>
        await Assert.ThrowsAsync<JobRemovedException>(async () =>
        {
            await foreach (var _ in client.WatchAsync(job.Id, cancellationToken)) { }

            await client.GetStatusAsync(job.Id, cancellationToken);
        });
}
