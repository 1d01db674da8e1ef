namespace Extensions.Jobs.Tests.Engine;

/// <summary>What becomes of a job, by what its worker does.</summary>
public sealed class RunEndTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_is_created_runs_and_succeeds_with_its_output()
    {
        await using var host = await EngineHost.StartAsync(
            (question, _, _) => Task.FromResult<JobExecutionResult<Answer>>(new Answer(question.Text + "!"))
        );

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
        await using var host = await EngineHost.StartAsync(
            (_, _, _) =>
                Task.FromResult<JobExecutionResult<Answer>>(
                    JobExecutionResult.Failed(
                        new JobError("Quota used up", "The daily one.", "https://example.com/quota")
                    )
                )
        );

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Failed, end.Status);
        Assert.Null(end.Attempt);
        Assert.Equal(
            new JobStatusError("https://example.com/quota", "Quota used up", "The daily one.", null),
            end.Error
        );
        var failure = await Assert.ThrowsAsync<JobOutputException>(() => host.Client.GetOutputAsync(end.Id, Cancelled));
        Assert.Equal("output-unavailable", failure.ProblemType);
    }

    [Fact]
    public async Task An_exception_is_retried_and_then_says_nothing_of_itself()
    {
        var attempts = new List<int>();
        await using var host = await EngineHost.StartAsync(
            (_, job, _) =>
            {
                attempts.Add(job.Attempt);
                throw new InvalidOperationException("secret");
            },
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
        await using var host = await EngineHost.StartAsync(
            (_, _, _) => Task.FromResult(results.TryDequeue(out var result) ? result! : new Answer("at last")),
            job => job.RetryDelay = TimeSpan.Zero
        );

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(3, end.Attempt);
    }
}
