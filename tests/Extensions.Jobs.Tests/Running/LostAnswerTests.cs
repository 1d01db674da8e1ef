using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A write whose answer was lost is perhaps written: it is settled by reading, and never done twice.</summary>
public sealed class LostAnswerTests : EngineTests
{
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);

    private readonly TestClock _clock = new();
    private readonly ScriptedRepository _repository;

    public LostAnswerTests() => _repository = new ScriptedRepository(NewStore(_clock));

    [Fact]
    public async Task An_end_that_was_saved_and_not_answered_is_saved_once()
    {
        var host = await StartAsync(Scripts.Echo);
        LoseAnswer(update => update.Header.State == JobState.Succeeded);

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Succeeded, null), (end.Status, end.Attempt));
        Assert.Equal(new Answer("?"), (await host.Client.GetOutputAsync(end.Id, Cancelled)).Value);
    }

    [Fact]
    public async Task A_retry_that_was_saved_and_not_answered_is_run_without_a_poll()
    {
        var host = await StartAsync(Runs.Work);
        LoseAnswer(update => update.Header.State == JobState.Queued);
        await host.CreateAsync();
        (await Runs.NextAsync()).Throw(new InvalidOperationException());

        Assert.Equal(2, (await Runs.NextAsync()).Job.Attempt);
    }

    [Fact]
    public async Task A_cancellation_that_was_saved_and_not_answered_is_answered()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        LoseAnswer(update => update.Header.CancelRequested is not null);

        Assert.Equal(JobStatus.Cancelling, (await host.Client.CancelAsync(job.Id, Cancelled)).Status);
        await run.Told;
    }

    [Fact]
    public async Task A_cancellation_that_the_store_did_not_take_throws_and_changes_nothing()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        await Runs.NextAsync();
        var before = await host.HeaderOfAsync(job);
        _repository.Updating = static (_, _) => throw new JobStoreException("down");

        await Assert.ThrowsAsync<JobStoreException>(() => host.Client.CancelAsync(job.Id, Cancelled));
        await Assert.ThrowsAsync<JobStoreException>(() => host.Client.DeleteAsync(job.Id, null, Cancelled));

        Assert.Equal(before, await host.HeaderOfAsync(job));
        _repository.Updating = static (_, save) => save();
    }

    [Fact]
    public async Task An_end_is_saved_when_the_store_is_back()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        _repository.Updating = static (_, _) => throw new JobStoreException("down");
        run.Return(new Answer("kept"));

        await _clock.PassAsync(_again, Cancelled);
        await _clock.PassAsync(_again * 2, Cancelled);
        await _clock.WhenAsleepAsync(_again * 4, Cancelled);
        _repository.Updating = static (_, save) => save();
        _clock.Advance(_again * 4);

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
        Assert.Equal(new Answer("kept"), (await host.Client.GetOutputAsync(job.Id, Cancelled)).Value);
    }

    [Fact]
    public async Task An_end_whose_saving_breaks_in_another_way_is_tried_again_too()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        _repository.Updating = static (_, _) => throw new InvalidOperationException("a fault of the provider");
        run.Return(new Answer());

        await _clock.WhenAsleepAsync(_again, Cancelled);
        _repository.Updating = static (_, save) => save();
        _clock.Advance(_again);

        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
    }

    [Fact]
    public async Task Neither_a_saved_nor_a_read_end_is_tried_again_and_saved_once()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        LoseAnswer(update => update.Header.State == JobState.Succeeded);
        var isCut = true;
        _repository.Finding = (_, find) => isCut ? throw new JobStoreException("down") : find();
        run.Return(new Answer());

        await _clock.WhenAsleepAsync(_again, Cancelled);
        isCut = false;
        var saved = await host.HeaderOfAsync(job);
        _clock.Advance(_again);
        await host.StopAsync();

        Assert.Equal(JobState.Succeeded, saved.State);
        Assert.Equal(saved, await host.HeaderOfAsync(job));
    }

    private Task<EngineHost> StartAsync(Work<Question, Answer> work) =>
        StartAsync(
            work,
            job => job.RetryDelay = TimeSpan.Zero,
            jobs => jobs.PollingInterval = TimeSpan.FromHours(1),
            services => services.Set(_clock).Through(_repository)
        );

    private void LoseAnswer(Func<JobUpdate, bool> of) =>
        _repository.Updating = async (update, save) =>
        {
            var saved = await save();
            if (!of(update))
            {
                return saved;
            }

            _repository.Updating = static (_, next) => next();
            throw new JobStoreException("the connection was cut");
        };
}
