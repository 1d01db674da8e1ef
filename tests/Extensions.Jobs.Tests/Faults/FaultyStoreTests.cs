using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.Faults;

public sealed class FaultyStoreTests
{
    private static readonly DateTimeOffset _now = new(2026, 7, 28, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(_now);
    private readonly JobFaults _faults = new();
    private readonly IJobRepository _real;
    private readonly IJobRepository _repository;
    private readonly IJobQueue _queue;
    private readonly IJobNotifier _notifier;

    public FaultyStoreTests()
    {
        var store = new InMemoryJobStore(_time);
        _real = new InMemoryJobRepository(store);
        _repository = new FaultyJobRepository(_real, _faults);
        _queue = new FaultyJobQueue(new InMemoryJobQueue(store), _faults);
        _notifier = new FaultyJobNotifier(new InMemoryJobNotifier(store), _faults);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_fails_does_not_happen()
    {
        var job = NewJob();
        _faults.Next(JobStoreCall.Add, JobFault.Fail);

        await Assert.ThrowsAsync<JobStoreException>(() => AddAsync(job));

        Assert.Empty(await FindAsync(job));
        Assert.Equal(JobAdded.Added, await AddAsync(job));
    }

    [Fact]
    public async Task A_call_that_is_cut_happens()
    {
        var job = NewJob();
        await AddAsync(job);
        var cancelled = JobTransitions.RequestCancel(job.Header, new JobPolicy(), _now)!;
        _faults.Next(JobStoreCall.TryUpdate, JobFault.Cut);

        await Assert.ThrowsAsync<JobStoreException>(() => _repository.TryUpdateAsync(cancelled, Cancelled));

        Assert.Equal(cancelled.Header, Assert.Single(await FindAsync(job)).Header);
    }

    [Fact]
    public async Task A_call_that_is_delayed_happens_when_the_test_lets_it()
    {
        var job = NewJob();
        var gate = new TaskCompletionSource();
        _faults.Next(JobStoreCall.Add, JobFault.Delay(gate.Task));

        var adding = AddAsync(job);
        Assert.Empty(await FindAsync(job));

        gate.SetResult();
        Assert.Equal(JobAdded.Added, await adding);
    }

    [Fact]
    public async Task A_delay_is_measured_by_the_clock_of_the_test()
    {
        var job = NewJob();
        _faults.Next(JobStoreCall.Add, JobFault.Delay(TimeSpan.FromHours(1), _time));

        var adding = AddAsync(job);
        Assert.Empty(await FindAsync(job));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(JobAdded.Added, await adding);
    }

    [Fact]
    public async Task A_delayed_call_that_is_cancelled_does_not_happen()
    {
        var job = NewJob();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        _faults.Next(JobStoreCall.Add, JobFault.Delay(new TaskCompletionSource().Task));
        var adding = _repository.AddAsync(job, JobLimits.None, null, end.Token);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
        Assert.Empty(await FindAsync(job));
    }

    [Fact]
    public async Task A_claim_that_is_cut_leaves_its_jobs_claimed()
    {
        var job = await BeginAsync();
        _faults.Next(JobStoreCall.Claim, JobFault.Cut);

        await Assert.ThrowsAsync<JobStoreException>(() => ClaimAsync(Cancelled));

        Assert.Equal(JobState.Running, Assert.Single(await FindAsync(job)).Header.State);
    }

    [Fact]
    public async Task A_delayed_claim_that_is_cancelled_answers_nothing()
    {
        var job = await BeginAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        _faults.Next(JobStoreCall.Claim, JobFault.Delay(new TaskCompletionSource().Task));
        var claiming = ClaimAsync(end.Token);

        await end.CancelAsync();

        Assert.Empty(await claiming);
        Assert.Equal(JobState.Queued, Assert.Single(await FindAsync(job)).Header.State);
    }

    [Fact]
    public async Task A_subscription_that_is_cut_breaks_in_place_of_its_second_signal()
    {
        _faults.Next(JobStoreCall.Subscribe, JobFault.Cut);
        await using var signals = _notifier.SubscribeAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await signals.MoveNextAsync());
        Assert.Equal(JobSignal.Any, signals.Current);

        await _notifier.PublishAsync([new JobSignal("a", 1)], Cancelled);

        await Assert.ThrowsAsync<JobStoreException>(async () => await signals.MoveNextAsync());
    }

    [Fact]
    public async Task A_subscription_that_fails_never_begins()
    {
        _faults.Next(JobStoreCall.Subscribe, JobFault.Fail);
        await using var signals = _notifier.SubscribeAsync(Cancelled).GetAsyncEnumerator(Cancelled);

        await Assert.ThrowsAsync<JobStoreException>(async () => await signals.MoveNextAsync());
    }

    [Fact]
    public async Task A_delayed_subscription_that_is_cancelled_ends()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        _faults.Next(JobStoreCall.Subscribe, JobFault.Delay(new TaskCompletionSource().Task));
        await using var signals = _notifier.SubscribeAsync(end.Token).GetAsyncEnumerator(end.Token);
        var first = signals.MoveNextAsync();

        await end.CancelAsync();

        Assert.False(await first);
    }

    [Fact]
    public async Task Every_call_meets_its_fault()
    {
        foreach (var call in Enum.GetValues<JobStoreCall>())
        {
            _faults.Next(call, JobFault.Fail);
            await Assert.ThrowsAsync<JobStoreException>(() => Calls.MakeAsync(call, _repository, _queue, _notifier));
            await Calls.MakeAsync(call, _repository, _queue, _notifier);
            Assert.Equal(2, _faults.CallsOf(call));
        }
    }

    [Fact]
    public async Task A_store_that_is_down_fails_every_call_until_it_is_back()
    {
        _faults.IsDown = true;
        foreach (var call in Enum.GetValues<JobStoreCall>())
        {
            await Assert.ThrowsAsync<JobStoreException>(() => Calls.MakeAsync(call, _repository, _queue, _notifier));
        }

        _faults.IsDown = false;
        foreach (var call in Enum.GetValues<JobStoreCall>())
        {
            await Calls.MakeAsync(call, _repository, _queue, _notifier);
        }
    }

    private static Job NewJob() => Calls.NewJob(_now);

    private Task<JobAdded> AddAsync(Job job) => _repository.AddAsync(job, JobLimits.None, null, Cancelled);

    private Task<IReadOnlyList<Job>> FindAsync(Job job) => _real.FindAsync([job.Header.Id], JobParts.Header, Cancelled);

    private Task<IReadOnlyList<Job>> ClaimAsync(CancellationToken cancellationToken) =>
        _queue.ClaimAsync("a", [new JobDemand(["ping"], 1)], cancellationToken);

    private async Task<Job> BeginAsync()
    {
        await _real.BeatAsync(new JobNode("a", 0, new Dictionary<string, NodeWork>()), [], Cancelled);
        var job = NewJob();
        await AddAsync(job);
        return job;
    }
}
