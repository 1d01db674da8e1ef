using Extensions.Jobs;

namespace MvcDemo.Words;

/// <summary>Counts the words of a text.</summary>
public sealed class WordCountWorker : IWorker<WordCountRequest, WordCountResponse>
{
    /// <inheritdoc />
    public Task<JobExecutionResult<WordCountResponse>> ExecuteAsync(
        WordCountRequest input,
        JobContext job,
        CancellationToken cancellationToken
    ) =>
        Task.Run<JobExecutionResult<WordCountResponse>>(
            () => WordCounter.Count(input.Text, input.Top, percent => job.ReportProgress(percent), cancellationToken),
            cancellationToken
        );
}
