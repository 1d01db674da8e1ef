using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>Code of the user that blocks or throws where it can: it harms its own job at most.</summary>
public sealed class UserCodeTests : EngineTests
{
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async ValueTask DisposeAsync()
    {
        _released.Set();
        await base.DisposeAsync();
        _released.Dispose();
    }

    [Fact]
    public async Task A_worker_that_blocks_its_thread_can_be_timed_out()
    {
        var timeout = TimeSpan.FromMinutes(7);
        var host = await StartAsync(
            Scripts.Do(_ =>
            {
                Block();
                return new Answer("too late");
            }),
            job =>
            {
                job.ExecutionTimeout = timeout;
                job.CancellationGracePeriod = TimeSpan.Zero;
                job.MaxAttempts = 1;
            },
            // The time-out must not also end the lease, which would then decide the end.
            jobs => jobs.LeaseDuration = TimeSpan.FromDays(1),
            services: services => services.Set(_clock)
        );
        var job = await host.CreateAsync();
        await _blocked.Task.WaitAsync(Cancelled);

        await _clock.PassAsync(timeout, Cancelled);
        var end = await host.EndOfAsync(job);

        Assert.Equal(JobErrorTypes.TimedOut, end.Error!.Type);
    }

    [Fact]
    public async Task A_callback_on_the_token_that_blocks_keeps_neither_its_job_nor_others_from_ending()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        run.Token.Register(Block);

        await host.Client.CancelAsync(job.Id, Cancelled);
        await _blocked.Task.WaitAsync(Cancelled);
        run.Obey();
        Assert.Equal(JobStatus.Cancelled, (await host.EndOfAsync(job)).Status);

        var other = await host.CreateAsync();
        (await Runs.NextAsync()).Return(new Answer());
        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(other)).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_callback_on_the_token_that_blocks_does_not_keep_the_node_from_beating()
    {
        var beats = new TaskCompletionSource[] { new(), new(), new() };
        var repository = new ScriptedRepository(NewStore(_clock));
        repository.Beating = (node, beat) =>
        {
            beats[Math.Min(node.Beat, 2)].TrySetResult();
            return beat();
        };
        var host = await StartAsync(
            Runs.Work,
            jobs: jobs => jobs.LeaseDuration = _lease,
            services: services => services.Set(_clock).Through(repository)
        );
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        run.Token.Register(Block);
        await host.Client.CancelAsync(job.Id, Cancelled);
        await _blocked.Task.WaitAsync(Cancelled);

        await _clock.PassAsync(_lease / 3, Cancelled);
        await beats[1].Task.WaitAsync(Cancelled);
        await _clock.PassAsync(_lease / 3, Cancelled);
        await beats[2].Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task A_callback_on_the_token_that_throws_harms_nothing()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        run.Token.Register(() => throw new InvalidOperationException("of the user"));

        await host.Client.CancelAsync(job.Id, Cancelled);
        await run.Told;
        run.Obey();

        Assert.Equal(JobStatus.Cancelled, (await host.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task An_estimate_that_throws_is_a_failed_attempt()
    {
        var host = await StartAsync(services =>
            services.AddJobs().AddWorker<Question, Answer, BadEstimator>(job => job.MaxAttempts = 1)
        );

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Failed, JobErrorTypes.WorkerError), (end.Status, end.Error!.Type));
    }

    private void Block()
    {
        _blocked.TrySetResult();
        _released.Wait(CancellationToken.None);
    }

    private sealed class BadEstimator : IWorker<Question, Answer>
    {
        public Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<Answer>>(new Answer());

        public TimeSpan? EstimateDuration(Question input) => throw new InvalidOperationException();
    }
}
