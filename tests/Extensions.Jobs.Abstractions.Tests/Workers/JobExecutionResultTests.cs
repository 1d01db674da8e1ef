using Moq;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobExecutionResultTests
{
    private static readonly JobError _error = new("It broke");

    [Fact]
    public void An_output_is_a_success()
    {
        JobExecutionResult<string> converted = "pong";

        Assert.Equal((JobExecutionKind.Succeeded, "pong"), (converted.Kind, converted.Output));
        Assert.Equal((null, null), (converted.Error, converted.After));
        Assert.Equal(JobExecutionKind.Succeeded, ((JobExecutionResult<NoOutput>)NoOutput.Value).Kind);
    }

    [Fact]
    public void An_output_of_an_interface_type_is_wrapped_by_the_factory()
    {
        var result = JobExecutionResult.Succeeded<IReadOnlyList<int>>([1]);

        Assert.Equal((JobExecutionKind.Succeeded, 1), (result.Kind, Assert.Single(result.Output!)));
    }

    [Fact]
    public void A_failure_is_final_and_says_why()
    {
        JobExecutionResult<string> result = JobExecutionResult.Failed(_error);

        Assert.Equal((JobExecutionKind.Failed, null, _error, null), Parts(result));
        Assert.Throws<ArgumentNullException>(() => JobExecutionResult.Failed(null!));
    }

    [Fact]
    public void A_retry_may_say_when()
    {
        JobExecutionResult<string> later = JobExecutionResult.Retry(TimeSpan.FromMinutes(1), _error);
        JobExecutionResult<string> atOnce = JobExecutionResult.Retry(TimeSpan.Zero, _error);
        JobExecutionResult<string> asConfigured = JobExecutionResult.Retry(after: null, _error);

        Assert.Equal((JobExecutionKind.Retry, null, _error, TimeSpan.FromMinutes(1)), Parts(later));
        Assert.Equal(TimeSpan.Zero, atOnce.After);
        Assert.Null(asConfigured.After);
        Assert.Throws<ArgumentNullException>(() => JobExecutionResult.Retry(TimeSpan.Zero, null!));
        Assert.Throws<ArgumentOutOfRangeException>(
            "after",
            () => JobExecutionResult.Retry(TimeSpan.FromTicks(-1), _error)
        );
    }

    [Fact]
    public void A_stop_may_say_why()
    {
        JobExecutionResult<string> silent = JobExecutionResult.Cancelled();
        JobExecutionResult<string> spoken = JobExecutionResult.Cancelled(_error);

        Assert.Equal((JobExecutionKind.Cancelled, null, null, null), Parts(silent));
        Assert.Equal((JobExecutionKind.Cancelled, null, _error, null), Parts(spoken));
    }

    [Fact]
    public void A_null_output_is_left_for_the_engine_to_refuse()
    {
        JobExecutionResult<string?> result = (string?)null;

        Assert.Equal((JobExecutionKind.Succeeded, null, null, null), Parts(result));
    }

    [Fact]
    public async Task A_worker_is_tested_alone_with_a_context_of_its_test()
    {
        var context = new Mock<JobContext>();
        context.SetupGet(job => job.Attempt).Returns(2);
        IWorker<string, string> worker = new Echo();

        var result = await worker.ExecuteAsync("x", context.Object, TestContext.Current.CancellationToken);

        Assert.Equal("x2", result.Output);
        context.Verify(job => job.ReportProgress(50, "half"));
        Assert.Null(worker.EstimateDuration("x"));
    }

    private static (JobExecutionKind, TOutput?, JobError?, TimeSpan?) Parts<TOutput>(
        JobExecutionResult<TOutput> result
    ) => (result.Kind, result.Output, result.Error, result.After);

    private sealed class Echo : IWorker<string, string>
    {
        public Task<JobExecutionResult<string>> ExecuteAsync(
            string input,
            JobContext job,
            CancellationToken cancellationToken
        )
        {
            job.ReportProgress(50, "half");
            return Task.FromResult<JobExecutionResult<string>>($"{input}{job.Attempt}");
        }
    }
}
