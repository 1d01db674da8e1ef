using Extensions.Jobs;
using MvcDemo.Words;

namespace MvcDemo.Tests.Words;

public sealed class WordCountWorkerTests
{
    [Fact]
    public async Task Counts_and_reports_its_progress()
    {
        var job = new RecordedJob();
        var text = string.Concat(Enumerable.Repeat("tick tock\n", 1000));

        var result = await RunAsync(new WordCountRequest(text), job, TestContext.Current.CancellationToken);

        Assert.Equal(JobExecutionKind.Succeeded, result.Kind);
        Assert.Equal(2000, result.Output!.Words);
        Assert.Equal(1001, result.Output.Lines);
        Assert.Equal(100, job.ReportsSoFar()[^1].Percent);
    }

    [Fact]
    public async Task Ten_words_are_answered_unless_asked_otherwise()
    {
        const string Alphabet = "a b c d e f g h i j k l m n o p";

        var result = await RunAsync(
            new WordCountRequest(Alphabet),
            new RecordedJob(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(10, result.Output!.Top.Count);
    }

    [Fact]
    public async Task A_cancelled_run_throws_that_it_was_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(new WordCountRequest("a"), new RecordedJob(), new CancellationToken(true))
        );

    private static Task<JobExecutionResult<WordCountResponse>> RunAsync(
        WordCountRequest request,
        RecordedJob job,
        CancellationToken cancellationToken
    ) => new WordCountWorker().ExecuteAsync(request, job, cancellationToken);
}
