namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>Cancelling and deleting jobs, as every client does it.</summary>
public abstract class JobClientStoppingTests(JobClientHost host) : JobClientSuite(host)
{
    [Fact]
    public async Task A_queued_job_is_cancelled_at_once()
    {
        await StartAsync();
        var job = await CreateAsync();

        var cancelled = await Client.CancelAsync(job.Id, Cancelled);
        var again = await Client.CancelAsync(job.Id, Cancelled);

        Assert.Equal([JobStatus.Cancelled, JobStatus.Cancelled], [cancelled.Status, again.Status]);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_when_its_worker_has_stopped()
    {
        var (job, _) = await StartAsync();

        var cancelling = await Client.CancelAsync(job.Id, Cancelled);
        var end = await EndOfAsync(job);
        var failure = await Assert.ThrowsAsync<JobOutputException>(() => Client.GetOutputAsync(job.Id, Cancelled));

        Assert.Equal(JobStatus.Cancelling, cancelling.Status);
        Assert.NotNull(cancelling.CancelRequested);
        Assert.Equal(JobStatus.Cancelled, end.Status);
        Assert.Equal("output-unavailable", failure.ProblemType);
    }

    [Fact]
    public async Task A_finished_job_cannot_be_cancelled()
    {
        var job = await SucceedAsync();

        var failure = await Assert.ThrowsAsync<JobFinishedException>(() => Client.CancelAsync(job.Id, Cancelled));

        Assert.Equal(JobStatus.Succeeded, failure.Status.Status);
    }

    [Fact]
    public async Task A_finished_job_is_deleted_at_once_and_remembered()
    {
        var job = await SucceedAsync();

        var left = await Client.DeleteAsync(job.Id, cancellationToken: Cancelled);
        var again = await Client.DeleteAsync(job.Id, cancellationToken: Cancelled);
        var status = await Assert.ThrowsAsync<JobRemovedException>(() => Client.GetStatusAsync(job.Id, Cancelled));

        Assert.Null(left);
        Assert.Null(again);
        Assert.Equal(JobRemoval.Deleted, status.Removal);
        await Assert.ThrowsAsync<JobRemovedException>(() => EndOfAsync(job));
        await Assert.ThrowsAsync<JobRemovedException>(() => Client.GetOutputAsync(job.Id, Cancelled));
        await Assert.ThrowsAsync<JobRemovedException>(() => Client.CancelAsync(job.Id, Cancelled));
        Assert.Null(await Client.DeleteOutputAsync(job.Id, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task A_running_job_is_deleted_when_its_worker_has_stopped()
    {
        var (job, _) = await StartAsync();

        var stopping = await Client.DeleteAsync(job.Id, cancellationToken: Cancelled);
        var removal = await RemovalOfAsync(job);

        Assert.Equal(JobStatus.Cancelling, stopping!.Status);
        Assert.NotNull(stopping.DeleteRequested);
        Assert.Equal(JobRemoval.Deleted, removal.Removal);
    }

    [Fact]
    public async Task An_output_is_deleted_and_the_job_stays()
    {
        var job = await SucceedAsync();

        var left = await Client.DeleteOutputAsync(job.Id, cancellationToken: Cancelled);
        var again = await Client.DeleteOutputAsync(job.Id, cancellationToken: Cancelled);
        var failure = await Assert.ThrowsAsync<JobOutputException>(() => Client.GetOutputAsync(job.Id, Cancelled));

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.Deleted), (left!.Status, left.Output.State));
        Assert.Equal(JobStatusOutput.Deleted, again!.Output.State);
        Assert.Equal("output-deleted", failure.ProblemType);
        Assert.NotNull(failure.Deleted);
    }

    [Fact]
    public async Task What_was_never_created_is_unknown()
    {
        var id = JobId.New(DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<JobNotFoundException>(() => Client.GetStatusAsync(id, Cancelled));
        await Assert.ThrowsAsync<JobNotFoundException>(() => Client.GetStatusAsync("42", Cancelled));
        await Assert.ThrowsAsync<JobNotFoundException>(() => Client.GetOutputAsync(id, Cancelled));
        await Assert.ThrowsAsync<JobNotFoundException>(() => Client.CancelAsync(id, Cancelled));
        await Assert.ThrowsAsync<JobNotFoundException>(() =>
            Client.WaitAsync(id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled)
        );
        await Assert.ThrowsAsync<JobNotFoundException>(() => Client.DeleteAsync(id, cancellationToken: Cancelled));
        await Assert.ThrowsAsync<JobNotFoundException>(() =>
            Client.DeleteOutputAsync(id, cancellationToken: Cancelled)
        );
        await Assert.ThrowsAsync<JobNotFoundException>(async () =>
            await Client.WatchAsync(id, Cancelled).ToListAsync(Cancelled)
        );
    }
}
