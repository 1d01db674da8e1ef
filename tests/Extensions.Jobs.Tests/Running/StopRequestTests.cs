using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>Cancelling and deleting, queued, running and finished jobs.</summary>
public sealed class StopRequestTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Cancelling_a_queued_job_ends_it_at_once_and_it_never_runs()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxConcurrency = 1);
        await host.CreateAsync();
        var running = await Runs.NextAsync();
        var queued = await host.CreateAsync();
        var third = await host.CreateAsync();

        var cancelled = await host.Client.CancelAsync(queued.Id, Cancelled);
        running.Return(new Answer());

        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.NotNull(cancelled.CancelRequested);
        Assert.Equal(third.Id, (await Runs.NextAsync()).Job.Id);
    }

    [Fact]
    public async Task Cancelling_a_running_job_tells_its_worker_why()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        var status = await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;
        Assert.Equal(JobStatus.Cancelling, status.Status);
        Assert.Equal(JobStopCause.CancelRequested, run.Job.StopCause);
        run.Obey();

        var end = await host.EndOfAsync(job);
        Assert.Equal(JobStatus.Cancelled, end.Status);
        Assert.Null(end.Error);
    }

    [Fact]
    public async Task A_cancellation_that_comes_when_the_worker_has_just_begun_reaches_it_without_a_poll()
    {
        IJobClient<Question, Answer>? client = null;
        var host = await StartAsync(
            async (_, job, cancellationToken) =>
            {
                await client!.CancelAsync(job.Id, CancellationToken.None);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return new Answer();
            },
            services: services => services.Set(_clock)
        );
        client = host.Client;

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(JobStatus.Cancelled, (await host.RunAsync()).Status);
        }
    }

    [Fact]
    public async Task Cancelling_twice_changes_nothing()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        var first = await host.Client.CancelAsync(job.Id, Cancelled);
        var second = await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;
        run.Obey();
        var end = await host.EndOfAsync(job);
        var third = await host.Client.CancelAsync(job.Id, Cancelled);

        Assert.Equal(first, second);
        Assert.Equal(end.Version, third.Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_a_job_that_has_ended_is_refused(bool succeeds)
    {
        var host = await StartAsync(
            Scripts.Do(_ => succeeds ? new Answer() : JobExecutionResult.Failed(new JobError("no")))
        );
        var end = await host.RunAsync();

        var refusal = await Assert.ThrowsAsync<JobFinishedException>(() => host.Client.CancelAsync(end.Id, Cancelled));

        Assert.Equal(end.Version, refusal.Status.Version);
    }

    [Fact]
    public async Task Deleting_a_running_job_stops_it_first_and_removes_it_when_it_has_stopped()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        var status = await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled);
        var again = await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled);
        await run.Told;
        Assert.Equal(JobStatus.Cancelling, status!.Status);
        Assert.Equal(status, again);
        Assert.Equal(JobStopCause.DeleteRequested, run.Job.StopCause);
        run.Obey();

        var removed = await host.Client.RemovalOfAsync(job, Cancelled);
        Assert.Equal(JobRemoval.Deleted, removed.Removal);
        Assert.Null(await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled));
        Assert.True((await host.FindAsync(job, JobParts.Input))!.Input.IsEmpty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleting_a_job_that_does_not_run_removes_it_at_once(bool hasRun)
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var job = await host.CreateAsync(
            new CreateJobOptions { Due = hasRun ? null : _clock.GetUtcNow() + TimeSpan.FromHours(1) }
        );
        job = hasRun ? await host.EndOfAsync(job) : job;

        Assert.Null(await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled));

        var stored = await host.FindAsync(job, JobParts.Input | JobParts.Output);
        Assert.Equal(hasRun ? JobState.Succeeded : JobState.Cancelled, stored!.Header.State);
        Assert.Equal((true, true), (stored.Input.IsEmpty, stored.Output.IsEmpty));
        await Assert.ThrowsAsync<JobRemovedException>(() => host.Client.GetStatusAsync(job.Id, Cancelled));
        Assert.Null(await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task A_deletion_that_comes_during_the_last_write_of_the_worker_does_not_let_the_job_come_back()
    {
        var repository = new ScriptedRepository(NewStore());
        var host = await StartAsync(Scripts.Echo, services: services => services.Through(repository));
        repository.Updating = async (update, save) =>
        {
            if (update.Header.State == JobState.Succeeded && update.Header.DeleteRequested is null)
            {
                repository.Updating = static (_, save) => save();
                Assert.NotNull(await host.Client.DeleteAsync(update.Header.Id, cancellationToken: Cancelled));
            }

            return await save();
        };

        var job = await host.CreateAsync();

        await host.Client.RemovalOfAsync(job, Cancelled);
        var stored = await host.FindAsync(job, JobParts.Output);
        Assert.True(stored!.Output.IsEmpty);
        Assert.Equal(JobRemoval.Deleted, stored.Header.Removal);
    }

    [Fact]
    public async Task A_cancellation_that_comes_during_the_last_write_of_the_worker_loses_no_result()
    {
        var repository = new ScriptedRepository(NewStore());
        var host = await StartAsync(Scripts.Echo, services: services => services.Through(repository));
        repository.Updating = async (update, save) =>
        {
            if (update.Header.State == JobState.Succeeded)
            {
                repository.Updating = static (_, save) => save();
                await host.Client.CancelAsync(update.Header.Id, Cancelled);
            }

            return await save();
        };

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.NotNull(end.CancelRequested);
        Assert.Equal(new Answer("?"), (await host.Client.GetOutputAsync(end.Id, Cancelled)).Value);
    }

    [Fact]
    public async Task Progress_and_a_cancellation_that_meet_are_both_kept()
    {
        var repository = new ScriptedRepository(NewStore());
        var host = await StartAsync(Runs.Work, services: services => services.Through(repository));
        repository.Updating = async (update, save) =>
        {
            if (update.Header.Progress == 30)
            {
                repository.Updating = static (_, save) => save();
                await host.Client.CancelAsync(update.Header.Id, Cancelled);
            }

            return await save();
        };
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        run.Job.ReportProgress(30);
        await run.Told;
        var status = await host.WhenAsync(job, status => status.Progress == 30);

        Assert.Equal(JobStatus.Cancelling, status.Status);
    }

    [Fact]
    public async Task A_cancellation_from_another_node_reaches_the_worker_by_a_signal()
    {
        var store = NewStore(_clock);
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock).Share(store));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var other = await StartAsync(Runs.Work, services: services => services.Set(_clock).Share(store));

        await other.Client.CancelAsync(job.Id, Cancelled);

        await run.Told;
        run.Obey();
        Assert.Equal(JobStatus.Cancelled, (await other.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task A_cancellation_whose_signal_was_lost_is_noticed_by_the_poll()
    {
        var store = NewStore(_clock);
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock).Share(store));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var mute = new ScriptedNotifier(store) { Publishing = static (_, _) => Task.CompletedTask };
        var other = await StartAsync(Runs.Work, services: services => services.Set(_clock).Share(store).Through(mute));

        await other.Client.CancelAsync(job.Id, Cancelled);
        await _clock.PassAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 4);

        await run.Told;
    }
}
