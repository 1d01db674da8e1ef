using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A node holds its jobs as long as it beats; what it holds no longer, it stops.</summary>
public sealed class LeaseTests : EngineTests
{
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _beat = _lease / 3;
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(4);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;
    private readonly ScriptedRepository _repository;

    public LeaseTests()
    {
        _store = NewStore(_clock);
        _repository = new ScriptedRepository(_store);
    }

    [Fact]
    public async Task A_node_that_beats_keeps_its_jobs_however_long_they_run()
    {
        var host = await StartAsync(_repository);
        var other = await StartAsync(new ScriptedRepository(_store));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var node = (await host.HeaderOfAsync(job)).Node;

        for (var i = 0; i < 12; i++)
        {
            await _clock.PassAsync(_beat, Cancelled, sleepers: 2);
        }

        await _clock.WhenAsleepAsync(_beat, Cancelled, sleepers: 2);
        Assert.Equal(JobStopCause.None, run.Job.StopCause);
        run.Return(new Answer());
        var end = await other.EndOfAsync(job);
        Assert.Equal((JobStatus.Succeeded, null), (end.Status, end.Attempt));
        Assert.Equal(node, (await host.HeaderOfAsync(job)).Node);
    }

    [Fact]
    public async Task A_beat_touches_no_job()
    {
        var host = await StartAsync(_repository);
        var job = await host.CreateAsync();
        await Runs.NextAsync();
        var before = await host.HeaderOfAsync(job);

        await _clock.PassAsync(_beat, Cancelled);
        await _clock.WhenAsleepAsync(_beat, Cancelled);

        Assert.Equal(before, await host.HeaderOfAsync(job));
    }

    [Fact]
    public async Task The_jobs_of_a_node_that_died_are_run_by_another_and_the_attempt_is_counted()
    {
        var dying = await StartAsync(_repository);
        var job = await dying.CreateAsync();
        var first = await Runs.NextAsync();
        await DieAsync();
        var other = await StartAsync(new ScriptedRepository(_store));

        await EndSilentNodeAsync();

        var second = await Runs.NextAsync();
        Assert.Equal((job.Id, 2), (second.Job.Id, second.Job.Attempt));
        second.Return(new Answer());
        Assert.Equal((JobStatus.Succeeded, 2), Of(await other.EndOfAsync(job)));
        await first.Told;
        Assert.Equal(JobStopCause.LeaseLost, first.Job.StopCause);
    }

    [Fact]
    public async Task A_job_that_lost_its_worker_in_the_last_attempt_fails()
    {
        var dying = await StartAsync(_repository, job => job.MaxAttempts = 1);
        var job = await dying.CreateAsync();
        await Runs.NextAsync();
        await DieAsync();
        var other = await StartAsync(new ScriptedRepository(_store), job => job.MaxAttempts = 1);
        var wait = other.EndOfAsync(job);

        await EndSilentNodeAsync();

        var end = await wait;
        Assert.Equal((JobStatus.Failed, JobErrorTypes.WorkerLost), (end.Status, end.Error!.Type));
    }

    [Fact]
    public async Task A_job_that_lost_its_worker_and_was_to_be_cancelled_is_cancelled()
    {
        var dying = await StartAsync(_repository);
        var job = await dying.CreateAsync();
        await Runs.NextAsync();
        await DieAsync();
        var other = await StartAsync(new ScriptedRepository(_store));
        await other.Client.CancelAsync(job.Id, Cancelled);
        var wait = other.EndOfAsync(job);

        await EndSilentNodeAsync();

        Assert.Equal(JobStatus.Cancelled, (await wait).Status);
    }

    [Fact]
    public async Task A_job_that_lost_its_worker_and_was_to_be_deleted_is_removed()
    {
        var dying = await StartAsync(_repository);
        var job = await dying.CreateAsync();
        await Runs.NextAsync();
        await DieAsync();
        var other = await StartAsync(new ScriptedRepository(_store));
        await other.Client.DeleteAsync(job.Id, null, Cancelled);
        var removal = other.Client.RemovalOfAsync(job, Cancelled);

        await EndSilentNodeAsync();

        await removal;
    }

    [Fact]
    public async Task A_node_that_cannot_renew_for_a_lease_stops_its_runs_and_goes_on_under_a_new_id()
    {
        var host = await StartAsync(_repository);
        var job = await host.CreateAsync();
        var first = await Runs.NextAsync();
        var node = (await host.HeaderOfAsync(job)).Node;
        await DieAsync();

        await LoseLeaseAsync();
        await first.Told;
        Assert.Equal(JobStopCause.LeaseLost, first.Job.StopCause);

        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(200), Cancelled);
        Revive();
        await _clock.PassAsync(TimeSpan.FromMilliseconds(200), Cancelled);
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        await _clock.PassAsync(_recovery, Cancelled, sleepers: 3);
        var second = await Runs.NextAsync();

        Assert.Equal(2, second.Job.Attempt);
        Assert.NotEqual(node, (await host.HeaderOfAsync(job)).Node);
        second.Return(new Answer());
        Assert.Equal((JobStatus.Succeeded, 2), Of(await host.EndOfAsync(job)));
    }

    [Fact]
    public async Task What_comes_late_from_a_lost_run_is_refused()
    {
        var dying = await StartAsync(_repository);
        var job = await dying.CreateAsync();
        var first = await Runs.NextAsync();
        await DieAsync();
        var other = await StartAsync(new ScriptedRepository(_store));
        await EndSilentNodeAsync();
        var second = await Runs.NextAsync();
        Revive();
        var before = await other.HeaderOfAsync(job);

        first.Job.ReportProgress(99, "still here");
        first.Job.ReportIssue("odd");
        first.Return(new Answer("too late"));
        await dying.StopAsync();

        Assert.Equal(before, await other.HeaderOfAsync(job));
        second.Return(new Answer("in time"));
        await other.EndOfAsync(job);
        Assert.Equal(new Answer("in time"), (await other.Client.GetOutputAsync(job.Id, Cancelled)).Value);
    }

    [Fact]
    public async Task A_run_whose_job_was_taken_hears_of_it_before_its_node_does()
    {
        var host = await StartAsync(_repository);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var header = await host.HeaderOfAsync(job);

        // As if another node had taken the job: its write is seen with the next report.
        var taken = JobTransitions.Recover(header, new JobPolicy { MaxAttempts = 1 }, _clock.GetUtcNow())!;
        Assert.True(await _repository.Inner.TryUpdateAsync(taken, Cancelled));
        run.Job.ReportProgress(10);

        await run.Told;
        Assert.Equal(JobStopCause.LeaseLost, run.Job.StopCause);
    }

    [Fact]
    public async Task A_node_that_was_taken_for_dead_goes_on_under_a_new_id_without_waiting_for_its_next_beat()
    {
        var host = await StartAsync(_repository);
        var job = await host.CreateAsync();
        var first = await Runs.NextAsync();
        var node = (await host.HeaderOfAsync(job)).Node!;
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        var other = new JobNode("other", 0, new Dictionary<string, NodeWork>());
        _store.Beat(other with { Beat = 1 }, _store.Beat(other, []).Others);

        await _clock.PassAsync(_beat, Cancelled);
        await first.Told;
        Assert.Equal(JobStopCause.LeaseLost, first.Job.StopCause);
        first.Obey();
        await _clock.PassAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        await _clock.PassAsync(_recovery, Cancelled, sleepers: 3);

        Assert.Equal(2, (await Runs.NextAsync()).Job.Attempt);
        Assert.NotEqual(node, (await host.HeaderOfAsync(job)).Node);
    }

    [Fact]
    public async Task A_store_that_never_answers_does_not_hide_that_the_lease_is_over()
    {
        var host = await StartAsync(_repository);
        await host.CreateAsync();
        var run = await Runs.NextAsync();
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        _repository.Beating = static (_, _) => new TaskCompletionSource<NodeBeat>().Task;

        await _clock.PassAsync(_beat, Cancelled);
        await _clock.PassAsync(_lease - _beat, Cancelled);

        await run.Told;
        Assert.Equal(JobStopCause.LeaseLost, run.Job.StopCause);
        Revive();
    }

    [Fact]
    public async Task A_beat_that_fails_now_and_then_costs_no_lease()
    {
        var host = await StartAsync(_repository);
        await host.CreateAsync();
        var run = await Runs.NextAsync();

        for (var i = 0; i < 6; i++)
        {
            await DieAsync();
            await _clock.PassAsync(_beat, Cancelled);
            await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);
            Revive();
            await _clock.PassAsync(TimeSpan.FromMilliseconds(100), Cancelled);
            await _clock.WhenAsleepAsync(_beat, Cancelled);
        }

        Assert.Equal(JobStopCause.None, run.Job.StopCause);
    }

    [Fact]
    public async Task A_beat_whose_answer_was_lost_is_beaten_again_and_held()
    {
        var host = await StartAsync(_repository);
        await host.CreateAsync();
        var run = await Runs.NextAsync();
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        _repository.Beating = async (_, beat) =>
        {
            await beat();
            _repository.Beating = static (_, next) => next();
            throw new JobStoreException("the connection was cut");
        };

        await _clock.PassAsync(_beat, Cancelled);
        await _clock.PassAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        await _clock.PassAsync(_beat, Cancelled);
        await _clock.WhenAsleepAsync(_beat, Cancelled);

        Assert.Equal(JobStopCause.None, run.Job.StopCause);
    }

    private static (string, int?) Of(JobStatus job) => (job.Status, job.Attempt);

    /// <summary>Cuts the first host off from the store, between two beats.</summary>
    private async Task DieAsync()
    {
        await _clock.WhenAsleepAsync(_beat, Cancelled);
        _repository.Beating = static (_, _) => throw new JobStoreException("cut off");
    }

    private void Revive() => _repository.Beating = static (_, beat) => beat();

    /// <summary>Lets the time of a lease pass for the host that is cut off.</summary>
    private async Task LoseLeaseAsync()
    {
        await _clock.PassAsync(_beat, Cancelled);
        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        _clock.Advance(_lease - _beat);
    }

    /// <summary>Lets the other host see that the first one stands still, end it, and look for its jobs.</summary>
    private async Task EndSilentNodeAsync()
    {
        await _clock.PassAsync(_beat, Cancelled, sleepers: 2);
        await _clock.PassAsync(_beat, Cancelled);
        await _clock.PassAsync(_beat, Cancelled);

        await _clock.WhenAsleepAsync(_beat, Cancelled);
        await _clock.PassAsync(_recovery, Cancelled, sleepers: 6);
    }

    private Task<EngineHost> StartAsync(ScriptedRepository repository, Action<JobOptions>? job = null) =>
        StartAsync(
            Runs.Work,
            job,
            jobs => (jobs.LeaseDuration, jobs.RecoveryInterval) = (_lease, _recovery),
            services => services.Set(_clock).Through(repository)
        );
}
