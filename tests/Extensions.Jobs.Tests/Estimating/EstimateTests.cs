using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Tests.Estimating;

/// <summary>What a new job is told, when its worker says nothing itself.</summary>
public sealed class EstimateTests : EngineTests
{
    private static readonly TimeSpan _run = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Nothing_is_estimated_before_anything_has_run()
    {
        var host = await StartAsync();

        var job = await host.CreateAsync(new CreateJobOptions { Due = _time.GetUtcNow().AddDays(1) });

        Assert.Null(job.EstimatedDuration);
        Assert.Null(job.EstimatedCompletion);
    }

    [Fact]
    public async Task A_new_job_is_expected_to_take_as_long_as_the_last_ones_did()
    {
        var host = await StartAsync();
        await host.RunAsync();
        var now = _time.GetUtcNow();

        var job = await host.CreateAsync();

        Assert.Equal(_run, job.EstimatedDuration);
        Assert.Equal(now + _run, job.EstimatedCompletion);
    }

    [Fact]
    public async Task Between_two_counts_the_queue_is_taken_to_shrink_as_fast_as_it_usually_does()
    {
        var repository = new ScriptedRepository(NewStore(_time));
        var uncounted = new TaskCompletionSource<IReadOnlyList<JobCounts>>();
        repository.Counting = _ => uncounted.Task;
        var host = await StartAsync(job => job.MaxConcurrency = 1, services => services.Through(repository));
        await host.RunAsync();
        await host.RunAsync();
        await host.RunAsync();
        var now = _time.GetUtcNow();

        var job = await host.CreateAsync();

        Assert.Equal(now + _run, job.EstimatedCompletion);
    }

    [Fact]
    public async Task A_job_with_a_due_time_is_expected_after_it()
    {
        var host = await StartAsync();
        await host.RunAsync();
        var due = _time.GetUtcNow().AddDays(1);

        var job = await host.CreateAsync(new CreateJobOptions { Due = due });

        Assert.Equal(due + _run, job.EstimatedCompletion);
    }

    [Fact]
    public async Task A_run_that_reports_progress_is_expected_to_go_on_as_it_went_until_then()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_time));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        var started = _time.GetUtcNow();

        _time.Advance(TimeSpan.FromSeconds(10));
        run.Job.ReportProgress(25);
        var status = await host.WhenAsync(job, status => status.Progress == 25);

        Assert.Equal(started.AddSeconds(40), status.EstimatedCompletion);
    }

    [Fact]
    public void The_more_is_done_the_less_counts_what_was_known_before()
    {
        var started = _time.GetUtcNow();

        // At the pace of its first 10 seconds a run would take 20, 100 or 12.5.
        Assert.Equal(started.AddSeconds(10 + 30), ByProgress(50, TimeSpan.FromSeconds(100)));
        Assert.Equal(started.AddSeconds(10 + 90), ByProgress(10, TimeSpan.FromSeconds(100)));
        Assert.Equal(started.AddSeconds(10 + 6), ByProgress(80, TimeSpan.FromSeconds(100)));
        Assert.Equal(started.AddSeconds(10), ByProgress(100, TimeSpan.FromSeconds(100)));

        DateTimeOffset? ByProgress(int progress, TimeSpan known) =>
            JobEstimates.ByProgress(started, progress, known, started.AddSeconds(10));
    }

    [Fact]
    public void The_queue_ahead_is_shared_by_all_slots()
    {
        var now = _time.GetUtcNow();

        Assert.Equal(TimeSpan.Zero, JobEstimates.WaitOf(ahead: 3, slots: 4, _run));
        Assert.Equal(_run / 4, JobEstimates.WaitOf(ahead: 4, slots: 4, _run));
        Assert.Equal(_run * 25, JobEstimates.WaitOf(ahead: 103, slots: 4, _run));
        Assert.Equal(TimeSpan.Zero, JobEstimates.WaitOf(ahead: 100, slots: 0, _run));
        Assert.Equal(now.AddSeconds(40), JobEstimates.ByProgress(now, 25, null, now.AddSeconds(10)));
        Assert.Null(JobEstimates.ByProgress(now, 1, null, now.AddSeconds(10)));
    }

    private Task<EngineHost> StartAsync(Action<JobOptions>? job = null, Action<IServiceCollection>? services = null) =>
        StartAsync(
            Scripts.Do(_ =>
            {
                _time.Advance(_run);
                return new Answer();
            }),
            job,
            services: all =>
            {
                all.Set(_time);
                services?.Invoke(all);
            }
        );
}
