using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>What becomes of a job, by what its worker does.</summary>
public sealed class RunEndTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_job_that_is_created_runs_and_succeeds_with_its_output()
    {
        var host = await StartAsync(Scripts.Do((question, _) => new Answer(question.Text + "!")));

        var job = await host.Client.CreateAsync(new Question("why"), cancellationToken: Cancelled);
        var end = await host.EndOfAsync(job);
        var output = await host.Client.GetOutputAsync(job.Id, Cancelled);

        Assert.Equal(JobStatus.Queued, job.Status);
        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(JobStatusOutput.Available, end.Output.State);
        Assert.Equal(new Answer("why!"), output.Value);
        Assert.Equal("""{"text":"why!"}"""u8, output.Json.Span);
    }

    [Fact]
    public async Task A_failure_is_final_and_shows_the_workers_error()
    {
        var error = new JobError("Quota used up", "The daily one.", "https://example.com/quota");
        var host = await StartAsync(Scripts.Do(_ => JobExecutionResult.Failed(error)));

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Failed, end.Status);
        Assert.Null(end.Attempt);
        Assert.Equal(new JobStatusError(error.Type, error.Title, error.Detail, null), end.Error);
    }

    [Fact]
    public async Task An_exception_is_retried_and_then_says_nothing_of_itself()
    {
        var attempts = new List<int>();
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                attempts.Add(job.Attempt);
                throw new InvalidOperationException("secret");
            }),
            job => job.RetryDelay = TimeSpan.Zero
        );

        var end = await host.RunAsync();

        Assert.Equal([1, 2, 3], attempts);
        Assert.Equal(JobStatus.Failed, end.Status);
        Assert.Equal(3, end.Attempt);
        Assert.Equal(JobErrorTypes.WorkerError, end.Error!.Type);
        Assert.DoesNotContain("secret", end.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_result_and_a_null_output_are_failed_attempts()
    {
        var results = new Queue<JobExecutionResult<Answer>?>([null, JobExecutionResult.Succeeded<Answer>(null!)]);
        var host = await StartAsync(
            Scripts.Do(_ => results.TryDequeue(out var result) ? result! : new Answer("at last")),
            job => job.RetryDelay = TimeSpan.Zero
        );

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(3, end.Attempt);
    }

    [Theory]
    [InlineData(true, "It returned no result.")]
    [InlineData(false, "It returned null as its output.")]
    public async Task A_null_in_the_last_attempt_says_what_it_was(bool isResult, string detail)
    {
        var result = isResult ? null! : JobExecutionResult.Succeeded<Answer>(null!);
        var host = await StartAsync(Scripts.Do(_ => result), job => job.MaxAttempts = 1);

        var end = await host.RunAsync();

        Assert.Equal((JobErrorTypes.WorkerError, detail), (end.Error!.Type, end.Error.Detail));
    }

    [Fact]
    public async Task A_worker_that_asks_for_a_retry_says_when()
    {
        var host = await StartAsync(
            Scripts.Do(_ => JobExecutionResult.Retry(TimeSpan.FromMinutes(3), new JobError("Not yet"))),
            services: services => services.Set(_clock)
        );

        var waiting = await host.WhenAsync(await host.CreateAsync(), job => job.Due is not null);

        Assert.Equal(JobStatus.Queued, waiting.Status);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromMinutes(3), waiting.Due);
        Assert.Null(waiting.Error);
    }

    [Fact]
    public async Task A_retry_that_is_asked_for_in_the_last_attempt_fails_with_its_error()
    {
        var host = await StartAsync(
            Scripts.Do(job => JobExecutionResult.Retry(TimeSpan.Zero, new JobError($"Try {job.Attempt}"))),
            job => job.MaxAttempts = 2
        );

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Failed, "Try 2"), (end.Status, end.Error!.Title));
    }

    [Fact]
    public async Task A_retry_after_the_end_of_the_calendar_waits_without_end()
    {
        var host = await StartAsync(
            Scripts.Do(_ => JobExecutionResult.Retry(TimeSpan.MaxValue, new JobError("Never again")))
        );

        var waiting = await host.WhenAsync(await host.CreateAsync(), job => job.Due is not null);

        Assert.Equal(9999, waiting.Due!.Value.Year);
    }

    [Fact]
    public async Task A_worker_may_cancel_its_job_and_say_why()
    {
        var host = await StartAsync(Scripts.Do(_ => JobExecutionResult.Cancelled(new JobError("Nothing to do"))));

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Cancelled, "Nothing to do"), (end.Status, end.Error!.Title));
        Assert.Null(end.CancelRequested);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failed_attempt()
    {
        var host = await StartAsync(
            Scripts.Do(_ => throw new OperationCanceledException("a time-out of its own")),
            job => job.MaxAttempts = 1
        );

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Failed, JobErrorTypes.WorkerError), (end.Status, end.Error!.Type));
    }

    [Fact]
    public async Task A_job_without_output_succeeds_with_none()
    {
        var host = await StartAsync(services =>
            services.AddWork<Question, NoOutput>(
                (_, _, _) => Task.FromResult<JobExecutionResult<NoOutput>>(NoOutput.Value)
            )
        );
        var client = host.ClientOf<Question, NoOutput>();

        var end = await client.RunAsync(new Question(), Cancelled);
        var output = await client.GetOutputAsync(end.Id, Cancelled);

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.None), (end.Status, end.Output.State));
        Assert.True(output.Json.IsEmpty);
        Assert.Equal(NoOutput.Value, output.Value);
    }
}
