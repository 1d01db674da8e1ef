using System.Collections.Concurrent;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Jobs that run until the end and report when they are told to.</summary>
internal sealed class ReportingJobs
{
    private readonly ConcurrentDictionary<string, JobContext> _running = [];

    public int Running => _running.Count;

    public void Add(JobContext job) => _running[job.Id] = job;

    public void Report(double percent)
    {
        foreach (var job in _running.Values)
        {
            job.ReportProgress(percent);
        }
    }
}

internal sealed record ReportingRequest(int Number);

internal sealed class ReportingWorker(ReportingJobs jobs) : IWorker<ReportingRequest, NoOpResponse>
{
    public async Task<JobExecutionResult<NoOpResponse>> ExecuteAsync(
        ReportingRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        jobs.Add(job);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return new NoOpResponse(input.Number);
    }
}
