using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>The life of a job, as every client shows it.</summary>
public abstract class JobClientTests(JobClientHost host) : JobClientSuite(host)
{
    [Fact]
    public async Task A_job_is_created_runs_and_has_its_output()
    {
        var running = Client.RunAsync(new PingRequest("hello"), cancellationToken: Cancelled);
        var run = await Host.Work.NextAsync();
        run.Return(new PingResponse(run.Input.Message + "!"));

        Assert.Equal(new PingResponse("hello!"), await running);
    }

    [Fact]
    public async Task Progress_is_reported_until_the_end()
    {
        var reports = new Reports();
        var running = Client.RunAsync(new PingRequest(), progress: reports, cancellationToken: Cancelled);
        var run = await Host.Work.NextAsync();
        run.Job.ReportProgress(40, "step 4 of 10");
        await reports.UntilAsync(status => status is { Progress: 40, Message: "step 4 of 10" });
        run.Return(new PingResponse("pong"));

        await running;
        await reports.UntilAsync(status => status is { Status: JobStatus.Succeeded, Progress: 100 });
    }

    [Fact]
    public async Task A_new_job_is_told_as_it_is()
    {
        await StartAsync();

        var job = await CreateAsync();
        var status = await Client.GetStatusAsync(job.Id, Cancelled);

        Assert.Equal((JobStatus.Queued, "ping", false), (job.Status, job.Type, job.IsFinal));
        Assert.Equal((job.Id, JobStatus.Queued, job.Created), (status.Id, status.Status, status.Created));
        Assert.Equal(JobStatusOutput.Pending, status.Output.State);
    }

    [Fact]
    public async Task A_job_that_runs_is_told_when_the_time_to_wait_is_up()
    {
        var (job, run) = await StartAsync();

        var atOnce = await Client.WaitAsync(job.Id, TimeSpan.Zero, cancellationToken: Cancelled);
        var soon = await Client.WaitAsync(job.Id, TimeSpan.FromMilliseconds(50), cancellationToken: Cancelled);

        Assert.Equal([JobStatus.Running, JobStatus.Running], [atOnce.Status, soon.Status]);
        run.Return(new PingResponse("pong"));
    }

    [Fact]
    public async Task A_wait_ends_with_the_job()
    {
        var (job, run) = await StartAsync();

        var waiting = EndOfAsync(job);
        run.Return(new PingResponse("pong"));
        var end = await waiting;

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.Available), (end.Status, end.Output.State));
        Assert.NotNull(end.Finished);
        Assert.NotNull(end.Expires);
    }

    [Fact]
    public async Task A_watch_begins_with_the_present_and_ends_with_the_end()
    {
        var (job, run) = await StartAsync();
        await using var watching = Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);

        Assert.True(await watching.MoveNextAsync());
        Assert.Equal(JobStatus.Running, watching.Current.Status);
        run.Return(new PingResponse("pong"));
        JobStatus last;
        do
        {
            Assert.True(await watching.MoveNextAsync());
            last = watching.Current;
        } while (!last.IsFinal);

        Assert.False(await watching.MoveNextAsync());
        Assert.Equal(JobStatus.Succeeded, last.Status);
    }

    [Fact]
    public async Task A_watch_of_a_finished_job_is_one_status()
    {
        var job = await SucceedAsync();

        var status = Assert.Single(await Client.WatchAsync(job.Id, Cancelled).ToListAsync(Cancelled));

        Assert.Equal(JobStatus.Succeeded, status.Status);
    }

    [Fact]
    public async Task A_failed_job_shows_its_error_and_has_no_output()
    {
        var (job, run) = await StartAsync();
        run.Return(JobExecutionResult.Failed(new JobError("Quota used up", "The daily one.", "https://example.com/q")));

        var end = await EndOfAsync(job);
        var failure = await Assert.ThrowsAsync<JobOutputException>(() => Client.GetOutputAsync(job.Id, Cancelled));

        Assert.Equal((JobStatus.Failed, JobStatusOutput.None), (end.Status, end.Output.State));
        Assert.Equal("Quota used up", end.Error!.Title);
        Assert.Equal("https://example.com/q", failure.Status.Error!.Type);
        Assert.Equal("output-unavailable", failure.ProblemType);
    }

    [Fact]
    public async Task An_output_is_not_there_before_the_end()
    {
        var (job, run) = await StartAsync();

        var early = await Assert.ThrowsAsync<JobOutputException>(() => Client.GetOutputAsync(job.Id, Cancelled));
        var hasty = await Assert.ThrowsAsync<JobNotFinishedException>(() =>
            Client.DeleteOutputAsync(job.Id, cancellationToken: Cancelled)
        );

        Assert.Equal("output-not-ready", early.ProblemType);
        Assert.Equal([JobStatus.Running, JobStatus.Running], [early.Status.Status, hasty.Status.Status]);
        run.Return(new PingResponse("pong"));
    }

    [Fact]
    public async Task A_job_without_output_has_none()
    {
        var client = Host.ClientOf<QuietRequest, NoOutput>();

        var job = await client.CreateAsync(new QuietRequest(), cancellationToken: Cancelled);
        var end = await client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled);
        var output = await client.GetOutputAsync(job.Id, Cancelled);
        var left = await client.DeleteOutputAsync(job.Id, cancellationToken: Cancelled);

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.None), (end.Status, end.Output.State));
        Assert.True(output.Json.IsEmpty);
        Assert.Equal(NoOutput.Value, output.Value);
        Assert.Equal(JobStatus.Succeeded, left!.Status);
    }

    [Fact]
    public async Task An_input_that_is_too_large_is_refused()
    {
        var failure = await Assert.ThrowsAsync<JobInputException>(() => CreateAsync(new string('x', 1_000)));

        Assert.True(failure.IsTooLarge);
    }

    private sealed class Reports : IProgress<JobStatus>
    {
        private readonly System.Threading.Channels.Channel<JobStatus> _statuses =
            System.Threading.Channels.Channel.CreateUnbounded<JobStatus>();

        public void Report(JobStatus value) => _statuses.Writer.TryWrite(value);

        public async Task UntilAsync(Func<JobStatus, bool> isSo)
        {
            while (!isSo(await _statuses.Reader.ReadAsync(Cancelled))) { }
        }
    }
}
