namespace Extensions.Jobs.Chaos;

internal sealed class DigestWorker(EventLog log) : IWorker<DigestRequest, DigestResponse>
{
    public async Task<JobExecutionResult<DigestResponse>> ExecuteAsync(
        DigestRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        var run = new DigestRun(input, job, log);
        return await run.ExecuteAsync(cancellationToken) is { } digest
            ? new DigestResponse(digest, run.Name)
            : run.Unfinished();
    }

    public TimeSpan? EstimateDuration(DigestRequest input) =>
        TimeSpan.FromMilliseconds((double)input.Steps * input.StepMilliseconds);
}
