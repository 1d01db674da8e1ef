using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Running;

/// <summary>What a worker says while it runs.</summary>
public sealed class ProgressTests : EngineTests
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Many_reports_lead_to_few_writes()
    {
        var repository = new ScriptedRepository(NewStore(_clock));
        var reports = 0;
        repository.Updating = (update, save) =>
        {
            reports += update.Header.State == JobState.Running ? 1 : 0;
            return save();
        };
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock).Through(repository));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        const int Seconds = 3;
        for (var i = 1; i <= Seconds * 2; i++)
        {
            for (var j = 0; j < 500; j++)
            {
                run.Job.ReportProgress(i, $"{i}.{j}");
            }

            await _clock.PassAsync(_interval, Cancelled);
        }

        run.Return(new Answer());
        var end = await host.EndOfAsync(job);

        Assert.Equal((100, "6.499"), (end.Progress, end.Message));
        Assert.InRange(reports, 1, (Seconds * 2) + 1);
    }

    [Fact]
    public async Task The_first_report_is_written_at_once_and_the_last_one_with_the_end()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        run.Job.ReportProgress(10, "begun");
        var first = await host.WhenAsync(job, status => status.Progress == 10);
        await _clock.WhenAsleepAsync(_interval, Cancelled);
        run.Job.ReportProgress(90, "nearly done");
        run.Return(JobExecutionResult.Failed(new JobError("no paper")));
        var end = await host.EndOfAsync(job);

        Assert.Equal("begun", first.Message);
        Assert.Equal((90, "nearly done"), (end.Progress, end.Message));
    }

    [Fact]
    public async Task Progress_never_goes_backwards_and_what_is_no_percentage_is_put_right()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        await SaysAsync(-5, 0);
        await SaysAsync(12.9, 12);
        run.Job.ReportProgress(double.NaN, "nonsense");
        run.Job.ReportProgress(11, "back again");
        await SaysAsync(13, 13);
        await SaysAsync(double.PositiveInfinity, 100);
        run.Job.ReportProgress(double.NegativeInfinity);
        run.Return(JobExecutionResult.Failed(new JobError("no")));

        var end = await host.EndOfAsync(job);
        Assert.Equal((100, "now 100"), (end.Progress, end.Message));

        async Task SaysAsync(double percent, int progress)
        {
            run.Job.ReportProgress(percent, $"now {progress}");
            var status = await host.WhenAsync(job, status => status.Progress == progress);
            Assert.Equal($"now {progress}", status.Message);
            await _clock.PassAsync(_interval, Cancelled);
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(40, 100)]
    [InlineData(null, null)]
    public async Task Success_is_100_percent_where_progress_was_reported(int? reported, int? shown)
    {
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                if (reported is { } percent)
                {
                    job.ReportProgress(percent);
                }

                return new Answer();
            })
        );

        Assert.Equal(shown, (await host.RunAsync()).Progress);
    }

    [Fact]
    public async Task A_report_without_a_message_keeps_the_last_one()
    {
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                job.ReportProgress(1, "loading");
                job.ReportProgress(2);
                return JobExecutionResult.Failed(new JobError("no"));
            })
        );

        var end = await host.RunAsync();

        Assert.Equal((2, "loading"), (end.Progress, end.Message));
    }

    [Fact]
    public async Task Between_two_attempts_there_is_neither_progress_nor_message_but_the_issues_stay()
    {
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                job.ReportProgress(60, "writing");
                job.ReportIssue("row 7 is empty", "empty");
                return JobExecutionResult.Retry(TimeSpan.FromHours(1), new JobError("no paper"));
            }),
            services: services => services.Set(_clock)
        );

        var waiting = await host.WhenAsync(await host.CreateAsync(), status => status.Due is not null);

        Assert.Null(waiting.Progress);
        Assert.Null(waiting.Message);
        Assert.Equal([new JobStatusIssue("row 7 is empty", "empty", _clock.GetUtcNow())], waiting.Issues!);
    }

    [Fact]
    public async Task The_first_hundred_issues_are_kept_and_stay_on_success()
    {
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                for (var i = 1; i <= 150; i++)
                {
                    job.ReportIssue($"issue {i}");
                }

                return new Answer();
            })
        );

        var end = await host.RunAsync();

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"issue {i}"), end.Issues!.Select(issue => issue.Message));
    }

    [Fact]
    public async Task The_first_hundred_issues_are_kept_over_several_writes()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await ReportAsync(1, 60);
        await host.WhenAsync(job, status => status.Issues?.Count == 60);
        await ReportAsync(61, 130);
        await host.WhenAsync(job, status => status.Issues?.Count == 100);
        run.Return(new Answer());

        var end = await host.EndOfAsync(job);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"issue {i}"), end.Issues!.Select(issue => issue.Message));

        Task ReportAsync(int from, int to)
        {
            for (var i = from; i <= to; i++)
            {
                run.Job.ReportIssue($"issue {i}");
            }

            return _clock.PassAsync(_interval, Cancelled);
        }
    }

    [Fact]
    public async Task An_issue_without_a_message_is_a_mistake_of_the_worker()
    {
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                Assert.Throws<ArgumentException>(() => job.ReportIssue(""));
                return new Answer();
            })
        );

        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_written_later()
    {
        var repository = new ScriptedRepository(NewStore(_clock));
        repository.Updating = (update, save) =>
            update.Header.Progress == 10 ? throw new JobStoreException("down") : save();
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock).Through(repository));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        run.Job.ReportProgress(10, "begun");
        run.Job.ReportIssue("odd");
        await _clock.WhenAsleepAsync(_interval, Cancelled);
        repository.Updating = static (_, save) => save();
        _clock.Advance(_interval);
        var status = await host.WhenAsync(job, status => status.Progress == 10);

        Assert.Equal("begun", status.Message);
        Assert.Single(status.Issues!);
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(-1, false)]
    [InlineData(double.MaxValue, false)]
    public async Task The_workers_own_estimate_is_stored_at_its_start(double seconds, bool isOne)
    {
        var estimate = seconds == double.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
        var host = await StartAsync(services =>
        {
            services.AddSingleton(Runs).AddSingleton((object)estimate).Set(_clock);
            services.AddJobs().AddWorker<Question, Answer, Estimator>();
        });
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        if (isOne)
        {
            var running = await host.WhenAsync(job, status => status.EstimatedDuration == estimate);
            Assert.Equal(running.Started + estimate, running.EstimatedCompletion);
        }

        run.Return(JobExecutionResult.Retry(TimeSpan.FromHours(1), new JobError("no")));
        var waiting = await host.WhenAsync(job, status => status.Due is not null);

        Assert.Equal(isOne ? estimate : null, waiting.EstimatedDuration);
        Assert.Equal(isOne ? waiting.Due + estimate : null, waiting.EstimatedCompletion);
    }

    [Fact]
    public async Task A_first_step_that_is_quick_does_not_undo_the_workers_own_estimate()
    {
        var estimate = TimeSpan.FromMinutes(10);
        var host = await StartAsync(services =>
        {
            services.AddSingleton(Runs).AddSingleton((object)estimate).Set(_clock);
            services.AddJobs().AddWorker<Question, Answer, Estimator>();
        });
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        await _clock.WhenAsleepAsync(_interval, Cancelled);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        run.Job.ReportProgress(10);
        _clock.Advance(_interval);
        var status = await host.WhenAsync(job, status => status.Progress == 10);

        Assert.Equal(estimate, status.EstimatedDuration);
        Assert.InRange(status.EstimatedCompletion!.Value - status.Started!.Value, estimate * 0.8, estimate);
    }

    public sealed class Estimator(HeldRuns runs, object estimate) : IWorker<Question, Answer>
    {
        public Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        ) => runs.Work(input, job, cancellationToken);

        public TimeSpan? EstimateDuration(Question input) => (TimeSpan)estimate;
    }
}
