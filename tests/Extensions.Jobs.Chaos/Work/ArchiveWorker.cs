namespace Extensions.Jobs.Chaos;

/// <summary>Its outputs need a clean-up.</summary>
internal sealed class ArchiveWorker(EventLog log)
    : IWorker<ArchiveRequest, ArchiveResponse>,
        IOutputCleanup<ArchiveRequest, ArchiveResponse>
{
    public async Task<JobExecutionResult<ArchiveResponse>> ExecuteAsync(
        ArchiveRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        var run = new DigestRun(input.Work, job, log);
        return await run.ExecuteAsync(cancellationToken) is { } digest
            ? new ArchiveResponse(digest, run.Name)
            : run.Unfinished();
    }

    public Task DeleteOutputAsync(
        string jobId,
        ArchiveRequest input,
        ArchiveResponse output,
        CancellationToken cancellationToken
    )
    {
        log.Write(new OutputCleaned(jobId, output.Run));
        return Task.CompletedTask;
    }
}
