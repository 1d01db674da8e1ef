using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>What can be said of a job when it is created.</summary>
public sealed class CreationTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_new_job_shows_what_is_known_of_it()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));

        var job = await host.CreateAsync();

        Assert.True(JobId.IsWellFormed(job.Id));
        Assert.Equal(("question", JobStatus.Queued, 1), (job.Type, job.Status, job.Version));
        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow()), (job.Created, job.Updated));
        Assert.Equal(JobStatusOutput.Pending, job.Output.State);
        Assert.Equal(
            (null, null, null, null, null),
            (job.Due, job.Started, job.Finished, job.Progress, job.EstimatedDuration)
        );
    }

    [Fact]
    public async Task A_job_with_a_due_time_starts_then_and_without_a_poll()
    {
        var host = await StartAsync(
            Runs.Work,
            jobs: jobs => jobs.PollingInterval = TimeSpan.FromHours(1),
            services: services => services.Set(_clock)
        );
        var due = _clock.GetUtcNow() + TimeSpan.FromMinutes(20);
        var sooner = _clock.GetUtcNow() + TimeSpan.FromMinutes(15);

        var later = await host.CreateAsync(new CreateJobOptions { Due = due });
        await _clock.WhenAsleepAsync(TimeSpan.FromMinutes(20), Cancelled);
        var first = await host.CreateAsync(new CreateJobOptions { Due = sooner });
        await _clock.PassAsync(TimeSpan.FromMinutes(15), Cancelled);
        Assert.Equal(first.Id, (await Runs.NextAsync()).Job.Id);
        Assert.Equal(JobStatus.Queued, (await host.Client.GetStatusAsync(later.Id, Cancelled)).Status);
        await _clock.PassAsync(TimeSpan.FromMinutes(5), Cancelled);

        Assert.Equal(later.Id, (await Runs.NextAsync()).Job.Id);
        Assert.Equal(due, later.Due);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_due_time_that_has_come_means_at_once(double hours)
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));

        var end = await host.RunAsync(new CreateJobOptions { Due = _clock.GetUtcNow() + TimeSpan.FromHours(hours) });

        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task A_due_time_at_the_end_of_the_calendar_is_taken()
    {
        var host = await StartAsync(Scripts.Echo);
        await host.RunAsync();

        var job = await host.CreateAsync(new CreateJobOptions { Due = DateTimeOffset.MaxValue });

        Assert.Equal((JobStatus.Queued, 9999), (job.Status, job.Due!.Value.Year));
        Assert.Equal(JobStatus.Cancelled, (await host.Client.CancelAsync(job.Id, Cancelled)).Status);
    }

    [Fact]
    public async Task Jobs_run_by_priority_and_then_in_the_order_of_their_creation()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxConcurrency = 1);
        await host.CreateAsync();
        var first = await Runs.NextAsync();
        var priorities = new[]
        {
            JobPriority.Low,
            JobPriority.Normal,
            JobPriority.High,
            JobPriority.Normal,
            JobPriority.High,
        };
        var jobs = new List<JobStatus>();
        foreach (var priority in priorities)
        {
            jobs.Add(await host.CreateAsync(new CreateJobOptions { Priority = priority }));
        }

        first.Return(new Answer());
        var order = new List<string>();
        foreach (var _ in jobs)
        {
            var run = await Runs.NextAsync();
            order.Add(run.Job.Id);
            run.Return(new Answer());
        }

        Assert.Equal(new[] { 2, 4, 1, 3, 0 }.Select(index => jobs[index].Id), order);
    }

    [Fact]
    public async Task An_input_that_is_too_large_is_refused_and_the_option_named()
    {
        // {"text":"…"} and 89 letters have 100 bytes.
        var host = await StartAsync(Scripts.Echo, job => job.MaxInputBytes = 100);

        await host.Client.CreateAsync(new Question(new string('a', 89)), cancellationToken: Cancelled);
        var refusal = await Assert.ThrowsAsync<JobInputException>(() =>
            host.Client.CreateAsync(new Question(new string('a', 90)), cancellationToken: Cancelled)
        );

        Assert.True(refusal.IsTooLarge);
        Assert.Contains("JobOptions.MaxInputBytes of 'question'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_cannot_be_written_is_refused()
    {
        var host = await StartAsync(services =>
            services.AddWork<IEnumerable<int>, Answer>(
                (_, _, _) => Task.FromResult<JobExecutionResult<Answer>>(new Answer()),
                name: "torn"
            )
        );

        var refusal = await Assert.ThrowsAsync<JobInputException>(() =>
            host.ClientOf<IEnumerable<int>, Answer>().CreateAsync(Torn(), cancellationToken: Cancelled)
        );

        Assert.False(refusal.IsTooLarge);
        await Assert.ThrowsAsync<ArgumentNullException>(() =>
            host.ClientOf<IEnumerable<int>, Answer>().CreateAsync(null!, cancellationToken: Cancelled)
        );
    }

    [Fact]
    public async Task What_is_no_priority_and_no_key_is_refused()
    {
        var host = await StartAsync(Scripts.Echo);

        await RefusedAsync(new CreateJobOptions { Priority = (JobPriority)7 });
        await RefusedAsync(new CreateJobOptions { IdempotencyKey = "" });
        await RefusedAsync(new CreateJobOptions { IdempotencyKey = new string('k', 256) });
        await RefusedAsync(new CreateJobOptions { IdempotencyKey = "k\u00e9y" });
        await RefusedAsync(new CreateJobOptions { IdempotencyKey = "k\ny" });
        await RefusedAsync(new CreateJobOptions { Owner = "a\u0000" });

        Task RefusedAsync(CreateJobOptions options) =>
            Assert.ThrowsAsync<ArgumentException>(() => host.CreateAsync(options));
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_makes_one_job()
    {
        var repository = new ScriptedRepository(NewStore());
        var adds = 0;
        repository.Adding = async add =>
        {
            var added = await add();
            return ++adds == 1 ? throw new JobStoreException("the connection was cut") : added;
        };
        var host = await StartAsync(Scripts.Echo, services: services => services.Through(repository));

        var job = await host.CreateAsync();

        Assert.Equal(2, adds);
        Assert.Equal(JobStatus.Succeeded, (await host.EndOfAsync(job)).Status);
        Assert.Single((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
    }

    [Fact]
    public async Task A_creation_that_the_store_never_answers_throws()
    {
        var repository = new ScriptedRepository(NewStore());
        repository.Adding = static _ => throw new JobStoreException("down");
        var host = await StartAsync(Scripts.Echo, services: services => services.Through(repository));

        await Assert.ThrowsAsync<JobStoreException>(() => host.CreateAsync());

        repository.Adding = static add => add();
        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task A_creation_in_a_transaction_is_refused_by_a_store_that_has_none()
    {
        var host = await StartAsync(Scripts.Echo);

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            host.CreateAsync(new CreateJobOptions { Transaction = Moq.Mock.Of<System.Data.Common.DbTransaction>() })
        );
    }

    [Fact]
    public async Task A_creation_that_its_caller_gives_up_throws()
    {
        var host = await StartAsync(Scripts.Echo);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Client.CreateAsync(new Question(), cancellationToken: new CancellationToken(canceled: true))
        );
    }

    private static IEnumerable<int> Torn()
    {
        yield return 1;
        throw new InvalidOperationException();
    }
}
