using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Waiting;

/// <summary>Signals are hints: without them, whoever waits hears by the poll.</summary>
public sealed class LostSignalTests : EngineTests
{
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(3);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;
    private readonly ScriptedRepository _repository;
    private readonly ScriptedNotifier _notifier;

    public LostSignalTests()
    {
        _store = NewStore(_clock);
        _repository = new ScriptedRepository(_store);
        _notifier = new ScriptedNotifier(_store);
    }

    [Fact]
    public async Task A_change_on_another_node_is_told_by_a_signal()
    {
        var (worker, waiter) = await StartTwoAsync();
        var job = await worker.CreateAsync();
        var wait = waiter.EndOfAsync(job);

        (await Runs.NextAsync()).Return(new Answer());

        Assert.Equal(JobStatus.Succeeded, (await wait).Status);
    }

    [Fact]
    public async Task A_change_whose_signal_was_lost_is_found_by_the_poll()
    {
        _notifier.Publishing = static (_, _) => Task.CompletedTask;
        var (worker, waiter) = await StartTwoAsync();
        var job = await worker.CreateAsync();
        var wait = waiter.EndOfAsync(job);
        (await Runs.NextAsync()).Return(new Answer());
        await worker.EndOfAsync(job);

        await _clock.PassAsync(_poll, Cancelled, sleepers: 3);

        Assert.Equal(JobStatus.Succeeded, (await wait).Status);
    }

    [Fact]
    public async Task Signals_for_other_jobs_do_not_put_off_the_poll()
    {
        var lost = "";
        _notifier.Publishing = (signals, publish) =>
            signals.Any(signal => signal.Id == lost) ? Task.CompletedTask : publish();
        // No multiple of the half seconds below, so that who sleeps for one is the run that reports, and never a poll.
        var (worker, waiter) = await StartTwoAsync(TimeSpan.FromMilliseconds(1300));
        var quiet = await worker.CreateAsync();
        lost = quiet.Id;
        var wait = waiter.EndOfAsync(quiet);
        (await Runs.NextAsync()).Return(new Answer());
        await worker.EndOfAsync(quiet);
        var busy = await worker.CreateAsync();
        var run = await Runs.NextAsync();

        // A sign every half second, never a whole interval without one.
        for (var i = 1; !wait.IsCompleted; i++)
        {
            run.Job.ReportProgress(i);
            await waiter.WhenAsync(busy, status => status.Progress == i);
            await _clock.PassAsync(TimeSpan.FromMilliseconds(500), Cancelled);
            Assert.InRange(i, 1, 20);
        }

        Assert.Equal(JobStatus.Succeeded, (await wait).Status);
    }

    [Fact]
    public async Task A_subscription_that_breaks_is_made_again_and_nothing_of_the_gap_is_missed()
    {
        var isDown = true;
        _notifier.Subscribing = signals => isDown ? throw new JobStoreException("no broker") : signals;
        var (worker, waiter) = await StartTwoAsync(TimeSpan.FromHours(1));
        var job = await worker.CreateAsync();
        var wait = waiter.EndOfAsync(job);
        (await Runs.NextAsync()).Return(new Answer());
        await worker.EndOfAsync(job);

        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        isDown = false;
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(JobStatus.Succeeded, (await wait).Status);
    }

    [Fact]
    public async Task Changes_that_cannot_be_read_are_read_later()
    {
        var isDown = false;
        _repository.Finding = (_, find) => isDown ? throw new JobStoreException("down") : find();
        var (worker, waiter) = await StartTwoAsync(TimeSpan.FromHours(1));
        var job = await worker.CreateAsync();
        var run = await Runs.NextAsync();
        await using var watch = waiter.Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watch.MoveNextAsync());
        isDown = true;
        run.Return(new Answer());

        await _clock.WhenAsleepAsync(TimeSpan.FromMilliseconds(100), Cancelled);
        isDown = false;
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        var last = watch.Current;
        while (await watch.MoveNextAsync())
        {
            last = watch.Current;
        }

        Assert.Equal(JobStatus.Succeeded, last.Status);
    }

    [Fact]
    public async Task A_notifier_that_fails_harms_no_job()
    {
        var worker = await StartAsync(
            Scripts.Echo,
            services: services =>
                services
                    .Share(_store)
                    .Through(
                        new ScriptedNotifier(_store)
                        {
                            Publishing = static (_, _) => throw new InvalidOperationException(),
                            Subscribing = static _ => throw new InvalidOperationException(),
                        }
                    )
        );

        Assert.Equal(JobStatus.Succeeded, (await worker.RunAsync()).Status);
        await worker.StopAsync();
    }

    /// <summary>One that runs jobs, and one that only waits for them, through the test's notifier and repository.</summary>
    private async Task<(EngineHost Worker, EngineHost Waiter)> StartTwoAsync(TimeSpan? poll = null)
    {
        var worker = await StartAsync(
            Runs.Work,
            jobs: jobs => jobs.PollingInterval = poll ?? _poll,
            services: services =>
                services
                    .Set(_clock)
                    .Share(_store)
                    .Through(new ScriptedNotifier(_store) { Publishing = (signals, _) => PublishAsync(signals) })
        );
        var waiter = await StartAsync(services =>
        {
            services
                .AddJobs(jobs => jobs.PollingInterval = poll ?? _poll)
                .UseStore(EngineServices.Lasting)
                .AddType<Question, Answer>(new JobDeclaration("question", typeof(Question), typeof(Answer)), null);
            services.Set(_clock).Through(_repository).Through(_notifier);
        });
        return (worker, waiter);

        Task PublishAsync(IReadOnlyList<JobSignal> signals) => _notifier.PublishAsync(signals, CancellationToken.None);
    }
}
