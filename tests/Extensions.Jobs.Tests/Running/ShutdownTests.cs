using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A host that stops claims nothing more, lets running jobs finish for a while, then gives them back, and leaves.</summary>
public sealed class ShutdownTests : EngineTests
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _handBack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;

    public ShutdownTests() => _store = NewStore(_clock);

    [Fact]
    public async Task A_host_that_runs_nothing_stops_without_waiting()
    {
        var host = await StartAsync();

        await host.StopAsync();

        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task A_running_job_may_finish_within_the_grace_period_and_no_other_is_claimed()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var waiting = await host.CreateAsync();

        var stop = host.StopAsync();
        await _clock.WhenAsleepAsync(_grace, Cancelled);
        Assert.Equal(JobStopCause.None, run.Job.StopCause);
        run.Return(new Answer());
        await stop;

        Assert.Equal(JobState.Succeeded, (await HeaderOfAsync(job)).State);
        Assert.Equal((JobState.Queued, 0), Of(await HeaderOfAsync(waiting)));
        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task After_the_grace_period_a_job_is_given_back_with_its_attempt_and_another_host_runs_it()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var other = await StartAsync();

        var stop = host.StopAsync();
        await _clock.PassAsync(_grace, Cancelled);
        await run.Told;
        Assert.Equal(JobStopCause.HostStopping, run.Job.StopCause);
        run.Obey();
        var second = await Runs.NextAsync();
        await stop;

        Assert.Equal((job.Id, 1), (second.Job.Id, second.Job.Attempt));
        second.Return(new Answer());
        var end = await other.EndOfAsync(job);
        Assert.Equal((JobStatus.Succeeded, null), (end.Status, end.Attempt));
    }

    [Fact]
    public async Task A_worker_that_does_not_stop_is_left_and_its_late_result_refused()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        var stop = host.StopAsync();
        await _clock.PassAsync(_grace, Cancelled);
        await run.Told;
        await _clock.PassAsync(_handBack, Cancelled);
        await stop;
        var handedBack = await HeaderOfAsync(job);
        run.Return(new Answer("too late"));

        Assert.Equal((JobState.Queued, 0), Of(handedBack));
        Assert.Equal(1, handedBack.HandBacks);
        Assert.Null(handedBack.Due);
        Assert.Equal(handedBack, await HeaderOfAsync(job));
        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task A_result_after_the_stop_was_told_and_before_the_job_is_given_back_counts()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        var stop = host.StopAsync();
        await _clock.PassAsync(_grace, Cancelled);
        await run.Told;
        run.Return(new Answer());
        await stop;

        Assert.Equal(JobState.Succeeded, (await HeaderOfAsync(job)).State);
    }

    [Fact]
    public async Task A_job_that_is_given_back_again_and_again_counts_an_attempt_in_the_end()
    {
        var host = await StartAsync(grace: TimeSpan.Zero);
        var job = await host.CreateAsync();
        for (var i = 1; i <= JobPolicy.MaxHandBacks + 1; i++)
        {
            var run = await Runs.NextAsync();
            Assert.Equal(1, run.Job.Attempt);
            var stop = host.StopAsync();
            await run.Told;
            run.Obey();
            await stop;
            host = await StartAsync(grace: TimeSpan.Zero);
        }

        Assert.Equal((job.Id, 2), ((await Runs.NextAsync()).Job.Id, (await HeaderOfAsync(job)).Attempt));
    }

    [Fact]
    public async Task Stopping_begins_before_other_services_of_the_host_have_stopped()
    {
        var web = new SlowService();
        var host = await StartAsync(
            Runs.Work,
            services: services => services.Set(_clock).Share(_store).AddSingleton<IHostedService>(web)
        );
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var wait = host.EndOfAsync(job);

        var stop = host.StopAsync();
        await wait;
        await run.Told;
        run.Obey();
        await web.Stopping.Task.WaitAsync(Cancelled);
        web.MayStop.SetResult();
        await stop;

        Assert.Equal((JobState.Queued, 0), Of(await HeaderOfAsync(job)));
    }

    [Fact]
    public async Task Beats_go_on_until_the_last_job_has_ended()
    {
        var host = await StartAsync(
            Runs.Work,
            jobs: jobs => (jobs.LeaseDuration, jobs.ShutdownGracePeriod) = (TimeSpan.FromSeconds(9), _grace),
            services: services => services.Set(_clock).Share(_store)
        );
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await _clock.WhenAsleepAsync(TimeSpan.FromSeconds(3), Cancelled);
        var before = LiveNodes().Single().Beat;

        var stop = host.StopAsync();
        await _clock.WhenAsleepAsync(_grace, Cancelled);
        for (var i = 1; i <= 5; i++)
        {
            await _clock.PassAsync(TimeSpan.FromSeconds(3), Cancelled);
            await _clock.WhenAsleepAsync(TimeSpan.FromSeconds(3), Cancelled);
            Assert.Equal(before + i, LiveNodes().Single().Beat);
        }

        Assert.Equal(JobStopCause.None, run.Job.StopCause);
        run.Return(new Answer());
        await stop;
        Assert.Equal(JobState.Succeeded, (await HeaderOfAsync(job)).State);
        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task An_end_that_cannot_be_saved_is_left_to_others_at_once()
    {
        var repository = new ScriptedRepository(_store);
        var host = await StartAsync(repository);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        repository.Updating = static (_, _) => throw new JobStoreException("read-only");

        var stop = host.StopAsync();
        await run.Told;
        run.Obey();
        await _clock.PassAsync(_handBack, Cancelled);
        await stop;
        Assert.Empty(LiveNodes());
        await StartAsync();

        Assert.Equal((job.Id, 2), ((await Runs.NextAsync()).Job.Id, (await HeaderOfAsync(job)).Attempt));
    }

    [Fact]
    public async Task A_host_whose_store_is_down_stops()
    {
        var repository = new ScriptedRepository(_store);
        var host = await StartAsync(repository);
        repository.Beating = static (_, _) => throw new JobStoreException("down");
        repository.Querying = static (_, _) => throw new JobStoreException("down");
        repository.Finding = static (_, _) => throw new JobStoreException("down");

        await host.StopAsync();
    }

    [Fact]
    public async Task A_host_whose_store_hangs_when_it_leaves_stops()
    {
        var repository = new ScriptedRepository(_store);
        var host = await StartAsync(repository);
        await _clock.WhenAsleepAsync(_lease / 3, Cancelled);
        repository.Beating = static (_, _) => new TaskCompletionSource<NodeBeat>().Task;

        var stop = host.StopAsync();
        await _clock.PassAsync(_handBack, Cancelled);

        await stop;
        Assert.Single(LiveNodes());
    }

    [Fact]
    public async Task A_read_that_breaks_off_in_the_moment_of_the_stop_does_not_keep_the_node_from_leaving()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var repository = new ScriptedRepository(_store);
        var host = await StartAsync(repository);
        await host.CreateAsync();
        var run = await Runs.NextAsync();
        repository.Finding = async (cancellationToken, find) =>
        {
            if (!cancellationToken.CanBeCanceled)
            {
                return await find();
            }

            reading.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new JobStoreException("the connection was cut");
        };
        await _clock.PassAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 2);
        await reading.Task.WaitAsync(Cancelled);

        var stop = host.StopAsync();
        await run.Told;
        run.Obey();
        await stop;

        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task A_host_that_stops_still_answers()
    {
        var host = await StartAsync();
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var stop = host.StopAsync();
        await _clock.WhenAsleepAsync(_grace, Cancelled);

        var accepted = await host.CreateAsync();
        Assert.Equal(JobStatus.Running, (await host.Client.GetStatusAsync(job.Id, Cancelled)).Status);
        await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;
        run.Obey();
        await stop;

        Assert.Equal(JobState.Cancelled, (await HeaderOfAsync(job)).State);
        Assert.Equal((JobState.Queued, 0), Of(await HeaderOfAsync(accepted)));
    }

    [Fact]
    public async Task Stopping_twice_is_harmless()
    {
        var host = await StartAsync();

        await Task.WhenAll(host.StopAsync(), host.StopAsync());
        await host.StopAsync();
    }

    private Task<EngineHost> StartAsync(TimeSpan? grace = null) =>
        StartAsync(new ScriptedRepository(_store), grace ?? _grace);

    private Task<EngineHost> StartAsync(ScriptedRepository repository, TimeSpan grace = default) =>
        StartAsync(
            Runs.Work,
            job => job.MaxConcurrency = 1,
            jobs =>
            {
                jobs.ShutdownGracePeriod = grace;
                jobs.LeaseDuration = _lease;
                // Not 5 seconds: of those, the tests mean the ones after the grace period.
                jobs.RecoveryInterval = TimeSpan.FromSeconds(4);
            },
            services => services.Set(_clock).Through(repository)
        );

    private IReadOnlyList<JobNode> LiveNodes()
    {
        var asking = new JobNode(Guid.NewGuid().ToString("N"), 0, new Dictionary<string, NodeWork>());
        var answer = _store.Beat(asking, []);
        _store.Beat(asking with { Beat = 1 }, [asking]);
        return answer.Others;
    }

    private async Task<JobHeader> HeaderOfAsync(JobStatus job) =>
        (await new InMemoryJobRepository(_store).FindAsync([job.Id], JobParts.Header, Cancelled)).Single().Header;

    private static (JobState, int) Of(JobHeader job) => (job.State, job.Attempt);

    private sealed class SlowService : IHostedService
    {
        public TaskCompletionSource Stopping { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayStop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stopping.TrySetResult();
            return MayStop.Task.WaitAsync(cancellationToken);
        }
    }
}
