using Extensions.Jobs.Client.Tests.Scripted;

namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>Versions, as every client tells them and makes conditions of them.</summary>
public abstract class JobClientVersionTests(JobClientHost host) : JobClientSuite(host)
{
    [Fact]
    public async Task A_change_of_a_known_version_ends_a_wait()
    {
        var (job, run) = await StartAsync();
        var known = await Client.GetStatusAsync(job.Id, Cancelled);

        var waiting = Client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, known.Version, Cancelled);
        run.Job.ReportProgress(40);
        var changed = await waiting;

        Assert.True(changed.Version > known.Version);
        Assert.Equal((JobStatus.Running, 40), (changed.Status, changed.Progress));
        run.Return(new PingResponse("pong"));
    }

    [Fact]
    public async Task Without_a_change_the_status_is_told_when_the_time_is_up()
    {
        var (job, run) = await StartAsync();
        var known = await Client.GetStatusAsync(job.Id, Cancelled);

        var same = await Client.WaitAsync(job.Id, TimeSpan.FromMilliseconds(50), known.Version, Cancelled);

        Assert.Equal(known.Version, same.Version);
        run.Return(new PingResponse("pong"));
    }

    [Fact]
    public async Task Nobody_waits_for_a_change_of_a_job_that_has_ended()
    {
        var job = await SucceedAsync();

        var same = await Client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, job.Version, Cancelled);

        Assert.Equal((job.Version, JobStatus.Succeeded), (same.Version, same.Status));
    }

    [Fact]
    public async Task Only_the_version_that_was_meant_is_deleted()
    {
        var job = await SucceedAsync();

        var failure = await Assert.ThrowsAsync<JobChangedException>(() =>
            Client.DeleteAsync(job.Id, job.Version - 1, Cancelled)
        );
        var left = await Client.DeleteAsync(job.Id, job.Version, Cancelled);

        Assert.Equal(job.Version, failure.Status.Version);
        Assert.Null(left);
    }

    [Fact]
    public async Task Only_the_output_that_was_meant_is_deleted()
    {
        var job = await SucceedAsync();
        var output = await Client.GetOutputAsync(job.Id, Cancelled);

        var failure = await Assert.ThrowsAsync<JobChangedException>(() =>
            Client.DeleteOutputAsync(job.Id, output.Version + 1, Cancelled)
        );
        var left = await Client.DeleteOutputAsync(job.Id, output.Version, Cancelled);

        Assert.Equal(job.Version, failure.Status.Version);
        Assert.Equal(JobStatusOutput.Deleted, left!.Output.State);
    }
}
