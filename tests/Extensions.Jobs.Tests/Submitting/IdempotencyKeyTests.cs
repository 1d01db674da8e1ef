using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>A key names a creation: repeated, it answers the job that it made.</summary>
public sealed class IdempotencyKeyTests : EngineTests
{
    private static readonly CreateJobOptions _key = new() { IdempotencyKey = "k1" };

    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_replay_answers_the_job_as_it_is_and_makes_none()
    {
        var host = await StartAsync(Scripts.Echo);

        var job = await host.CreateAsync(_key);
        var end = await host.EndOfAsync(job);
        var replay = await host.CreateAsync(_key);

        Assert.Equal((end.Id, end.Version, JobStatus.Succeeded), (replay.Id, replay.Version, replay.Status));
        Assert.Single((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
    }

    [Fact]
    public async Task A_key_with_another_input_is_refused()
    {
        var host = await StartAsync(Scripts.Echo);
        await host.CreateAsync(_key);

        await Assert.ThrowsAsync<JobKeyReusedException>(() =>
            host.Client.CreateAsync(new Question("other"), _key, Cancelled)
        );
    }

    [Fact]
    public async Task A_key_belongs_to_its_owner_alone()
    {
        var host = await StartAsync(Scripts.Echo);

        var ann = await host.CreateAsync(_key with { Owner = "ann" });
        var bob = await host.Client.For("bob").CreateAsync(new Question("other"), _key, Cancelled);
        var again = await host.Client.For("ann").CreateAsync(new Question(), _key, Cancelled);

        Assert.NotEqual(ann.Id, bob.Id);
        Assert.Equal(ann.Id, again.Id);
    }

    [Fact]
    public async Task A_replay_of_a_removed_job_answers_the_document_as_at_its_creation()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        // From now on it is known how long one takes.
        await host.EndOfAsync(await host.CreateAsync());
        var job = await host.CreateAsync(_key);
        await host.EndOfAsync(job);
        await host.Client.DeleteAsync(job.Id, cancellationToken: Cancelled);

        var replay = await host.CreateAsync(_key);

        Assert.NotNull(job.EstimatedCompletion);
        Assert.Equal(job with { IsRemoved = true }, replay);
        await Assert.ThrowsAsync<JobKeyReusedException>(() =>
            host.Client.CreateAsync(new Question("other"), _key, Cancelled)
        );
    }

    [Fact]
    public async Task Twenty_parallel_creations_with_one_key_make_one_job()
    {
        var host = await StartAsync(Scripts.Echo);

        var jobs = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.CreateAsync(_key), Cancelled))
        );

        Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Single((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
    }

    [Fact]
    public async Task A_key_is_free_again_when_its_time_is_over()
    {
        var host = await StartAsync(
            Scripts.Echo,
            jobs: jobs => jobs.IdempotencyKeyLifetime = TimeSpan.FromMinutes(1),
            services: services => services.Set(_clock)
        );
        var first = await host.CreateAsync(_key);
        await host.EndOfAsync(first);

        _clock.Advance(TimeSpan.FromMinutes(1));
        var second = await host.Client.CreateAsync(new Question("other"), _key, Cancelled);

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_replay_is_never_refused_for_a_limit()
    {
        var host = await StartAsync(
            Scripts.Obedient,
            job => (job.MaxConcurrency, job.MaxQueueLength) = (1, 1),
            services: services => services.Set(_clock)
        );
        var job = await host.CreateAsync(_key with { Due = _clock.GetUtcNow() + TimeSpan.FromHours(1) });
        await Assert.ThrowsAsync<JobLimitException>(() => host.CreateAsync());

        var replay = await host.CreateAsync(_key);

        Assert.Equal(job, replay);
    }

    [Theory]
    [InlineData("k")]
    [InlineData(" ~")]
    [InlineData(null)]
    public async Task A_key_may_have_255_printable_characters(string? key)
    {
        var host = await StartAsync(Scripts.Echo);
        var options = new CreateJobOptions { IdempotencyKey = key ?? new string('k', 255) };

        Assert.Equal((await host.CreateAsync(options)).Id, (await host.CreateAsync(options)).Id);
    }
}
