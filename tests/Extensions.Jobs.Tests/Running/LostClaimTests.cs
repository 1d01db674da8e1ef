using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A claim whose answer was lost is held by its node, and nobody runs it: the node gives it back.</summary>
public sealed class LostClaimTests : EngineTests
{
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(4);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;
    private readonly ScriptedRepository _repository;
    private readonly ScriptedQueue _queue;

    public LostClaimTests()
    {
        _store = NewStore(_clock);
        _repository = new ScriptedRepository(_store);
        _queue = new ScriptedQueue(_store);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_handed_back_and_run_in_its_first_attempt()
    {
        _queue.Claiming = async (_, claim) =>
        {
            await claim();
            _queue.Claiming = static (_, next) => next();
            throw new JobStoreException("the connection was cut");
        };
        var host = await StartAsync();
        var job = await host.CreateAsync();

        await _clock.PassAsync(_again, Cancelled);
        var run = await Runs.NextAsync();

        Assert.Equal((job.Id, 1), (run.Job.Id, run.Job.Attempt));
    }

    [Fact]
    public async Task What_the_node_runs_is_not_handed_back_with_a_lost_claim()
    {
        var host = await StartAsync();
        var running = await host.CreateAsync();
        var run = await Runs.NextAsync();
        _queue.Claiming = async (_, claim) =>
        {
            await claim();
            _queue.Claiming = static (_, next) => next();
            throw new JobStoreException("the connection was cut");
        };
        // The claim that waits is still the old one: its answer is the first of the new ones.
        var before = await host.HeaderOfAsync(running);
        await PollAsync();
        var lost = await host.CreateAsync();

        await _clock.PassAsync(_again, Cancelled);
        Assert.Equal(lost.Id, (await Runs.NextAsync()).Job.Id);

        Assert.Equal(before, await host.HeaderOfAsync(running));
        run.Return(new Answer());
        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(running)).Status);
    }

    [Fact]
    public async Task A_lost_claim_that_is_handed_back_is_told_to_the_queue()
    {
        var enqueued = new TaskCompletionSource<JobHeader>();
        _queue.Claiming = async (_, claim) =>
        {
            await claim();
            _queue.Enqueuing = (jobs, _) =>
            {
                foreach (var handedBack in jobs.Where(job => job.Version > 1))
                {
                    enqueued.TrySetResult(handedBack);
                }

                return Task.CompletedTask;
            };
            throw new JobStoreException("the connection was cut");
        };
        var host = await StartAsync();
        var job = await host.CreateAsync();

        await _clock.WhenAsleepAsync(_again, Cancelled);
        _queue.Claiming = static (_, claim) => claim();
        _clock.Advance(_again);

        var told = await enqueued.Task.WaitAsync(Cancelled);
        Assert.Equal((job.Id, JobState.Queued, 3), (told.Id, told.State, told.Version));
    }

    [Fact]
    public async Task A_lost_claim_that_the_store_makes_later_still_is_found()
    {
        var node = "";
        _queue.Claiming = (id, _) =>
        {
            node = id;
            _queue.Claiming = static (_, next) => next();
            throw new JobStoreException("the connection was cut");
        };
        var isLate = false;
        _repository.Querying = async (query, read) =>
        {
            var page = await read();
            if (query.Set == JobSet.OfNode && !isLate)
            {
                isLate = true;
                Assert.Single(_store.Claim(node, [new JobDemand(["question"], 1)], out _));
            }

            return page;
        };
        var host = await StartAsync();
        await host.CreateAsync();

        await _clock.PassAsync(_again, Cancelled);
        await PollUntilItRunsAsync();

        Assert.Equal(1, (await Runs.NextAsync()).Job.Attempt);
    }

    [Fact]
    public async Task A_claim_that_keeps_failing_is_tried_again_more_and_more_slowly()
    {
        _queue.Claiming = static (_, _) => throw new JobStoreException("down");
        var host = await StartAsync();
        await host.CreateAsync();

        await _clock.PassAsync(_again, Cancelled);
        await _clock.PassAsync(_again * 2, Cancelled);
        await _clock.WhenAsleepAsync(_again * 4, Cancelled);
        _queue.Claiming = static (_, claim) => claim();
        _clock.Advance(_again * 4);

        await Runs.NextAsync();
    }

    [Fact]
    public async Task A_run_that_breaks_off_gives_its_job_back_and_its_slot()
    {
        var host = await StartAsync(
            Runs.Work,
            job => job.MaxConcurrency = 1,
            jobs => jobs.RecoveryInterval = _recovery,
            services => services.Set(_clock).AddLogging(logging => logging.AddProvider(new BrokenLog()))
        );
        await host.CreateAsync();
        (await Runs.NextAsync()).Throw(new InvalidOperationException());

        await PollUntilItRunsAsync();

        Assert.Equal(1, (await Runs.NextAsync()).Job.Attempt);
        Runs.LetGo();
        await host.StopAsync();
    }

    private async Task PollUntilItRunsAsync()
    {
        while (Runs.Waiting == 0)
        {
            await PollAsync();
        }
    }

    private Task PollAsync() => _clock.PassAsync(TimeSpan.FromSeconds(1), Cancelled, sleepers: 2);

    private Task<EngineHost> StartAsync() =>
        StartAsync(
            Runs.Work,
            jobs: jobs => jobs.RecoveryInterval = _recovery,
            services: services => services.Set(_clock).Through(_repository).Through(_queue)
        );

    /// <summary>A log of the user's that throws for what a worker threw.</summary>
    private sealed class BrokenLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Error)
            {
                throw new InvalidOperationException("the disk is full");
            }
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose() { }
    }
}
