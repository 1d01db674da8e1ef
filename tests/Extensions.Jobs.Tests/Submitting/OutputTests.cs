using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>Reading outputs, and freeing them.</summary>
public sealed class OutputTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task An_output_comes_with_its_version_and_the_status_of_its_job()
    {
        var host = await StartAsync(Scripts.Echo);
        var end = await host.RunAsync();

        var output = await host.Client.GetOutputAsync(end.Id, Cancelled);

        Assert.Equal(end.Version, output.Version);
        Assert.Equal((end.Id, end.Version), (output.Status.Id, output.Status.Version));
    }

    [Fact]
    public async Task There_is_no_output_before_the_end()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        await Runs.NextAsync();

        var failure = await RefusalAsync(host, job);

        Assert.Equal(("output-not-ready", JobStatus.Running), (failure.ProblemType, failure.Status.Status));
        await Assert.ThrowsAsync<JobNotFinishedException>(() => host.Client.DeleteOutputAsync(job.Id, null, Cancelled));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task There_is_never_an_output_of_a_job_that_failed_or_was_cancelled(bool fails)
    {
        var host = await StartAsync(
            Scripts.Do(_ => fails ? JobExecutionResult.Failed(new JobError("no")) : JobExecutionResult.Cancelled())
        );
        var end = await host.RunAsync();

        Assert.Equal("output-unavailable", (await RefusalAsync(host, end)).ProblemType);
        Assert.Equal(end.Version, (await host.Client.DeleteOutputAsync(end.Id, null, Cancelled))!.Version);
    }

    [Fact]
    public async Task A_deleted_output_is_gone_and_its_job_stays()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var end = await host.RunAsync();

        var left = await host.Client.DeleteOutputAsync(end.Id, null, Cancelled);
        var again = await host.Client.DeleteOutputAsync(end.Id, null, Cancelled);

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.Deleted), (left!.Status, left.Output.State));
        Assert.Equal(left, again);
        var failure = await RefusalAsync(host, end);
        Assert.Equal(("output-deleted", _clock.GetUtcNow()), (failure.ProblemType, failure.Deleted));
        var stored = await host.FindAsync(end, JobParts.Input | JobParts.Output);
        Assert.Equal((false, true), (stored!.Input.IsEmpty, stored.Output.IsEmpty));
    }

    [Fact]
    public async Task An_output_is_deleted_only_in_the_version_that_was_named()
    {
        var host = await StartAsync(Scripts.Echo);
        var end = await host.RunAsync();
        var output = await host.Client.GetOutputAsync(end.Id, Cancelled);

        await Assert.ThrowsAsync<JobChangedException>(() =>
            host.Client.DeleteOutputAsync(end.Id, output.Version - 1, Cancelled)
        );
        var left = await host.Client.DeleteOutputAsync(end.Id, output.Version, Cancelled);

        Assert.Equal(JobStatusOutput.Deleted, left!.Output.State);
    }

    [Fact]
    public async Task A_job_is_deleted_only_in_the_version_that_was_named()
    {
        var host = await StartAsync(Scripts.Echo);
        var end = await host.RunAsync();

        var refusal = await Assert.ThrowsAsync<JobChangedException>(() =>
            host.Client.DeleteAsync(end.Id, end.Version - 1, Cancelled)
        );

        Assert.Equal(end.Version, refusal.Status.Version);
        Assert.Null(await host.Client.DeleteAsync(end.Id, end.Version, Cancelled));
        Assert.Null(await host.Client.DeleteAsync(end.Id, end.Version, Cancelled));
    }

    [Fact]
    public async Task A_job_that_changes_between_reading_and_deleting_is_looked_at_again()
    {
        var repository = new ScriptedRepository(NewStore());
        var host = await StartAsync(Runs.Work, services: services => services.Through(repository));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        run.Job.ReportProgress(10);
        var known = await host.WhenAsync(job, status => status.Progress == 10);
        repository.Updating = async (update, save) =>
        {
            if (update.Header.DeleteRequested is not null)
            {
                repository.Updating = static (_, save) => save();
                await host.Client.CancelAsync(job.Id, Cancelled);
            }

            return await save();
        };

        await Assert.ThrowsAsync<JobChangedException>(() => host.Client.DeleteAsync(job.Id, known.Version, Cancelled));
    }

    [Fact]
    public async Task The_output_of_a_removed_job_is_gone_with_it()
    {
        var host = await StartAsync(Scripts.Echo);
        var end = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);

        await Assert.ThrowsAsync<JobRemovedException>(() => host.Client.GetOutputAsync(end.Id, Cancelled));
        Assert.Null(await host.Client.DeleteOutputAsync(end.Id, null, Cancelled));
    }

    private Task<JobOutputException> RefusalAsync(EngineHost host, JobStatus job) =>
        Assert.ThrowsAsync<JobOutputException>(() => host.Client.GetOutputAsync(job.Id, Cancelled));
}
