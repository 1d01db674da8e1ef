using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Limits refuse what goes beyond them, exactly, and nothing else.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobLimitTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task The_queue_takes_as_many_as_its_limit_due_or_not()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddNewAsync(now, null, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Due = now + Sample.Hour }, Cancellation);

        Assert.Equal(JobLimit.QueueLength, (await TryAddAsync(Sample.New(now), new JobLimits(2, null))).Refused);
        Assert.Equal(JobAdded.Added, await TryAddAsync(Sample.New(now), new JobLimits(3, null)));
    }

    [Fact]
    public async Task A_refused_job_is_not_there()
    {
        var job = Sample.New(await Repository.NowAsync(Cancellation));

        await TryAddAsync(job, new JobLimits(0, null));

        Assert.Null(await Repository.FindAsync(job.Header.Id, Cancellation));
    }

    [Fact]
    public async Task A_running_job_leaves_the_queue_but_not_its_owner()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Repository.AddNewAsync(now, OfAda, Cancellation);
        var running = await Repository.StartAsync(job.Header, node, now, Cancellation);

        var next = Sample.New(now, OfAda);
        Assert.Equal(JobLimit.UnfinishedPerOwner, (await TryAddAsync(next, new JobLimits(1, 1))).Refused);

        await Repository.SaveAsync(
            JobTransitions.End(running, running.Claim, Sample.Success(), Sample.Policy, now),
            Cancellation
        );
        Assert.Equal(JobAdded.Added, await TryAddAsync(next, new JobLimits(1, 1)));
    }

    [Fact]
    public async Task Other_owners_and_other_names_do_not_count()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddNewAsync(now, job => job with { Owner = "Ada" }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Owner = "ada", Name = "pong" }, Cancellation);

        Assert.Equal(JobAdded.Added, await TryAddAsync(Sample.New(now, OfAda), new JobLimits(2, 1)));
    }

    [Fact]
    public async Task The_key_comes_before_the_limits()
    {
        var now = await Repository.NowAsync(Cancellation);
        var key = Sample.Key("k", now + Sample.Hour);
        var job = await Repository.AddNewAsync(now, job => OfAda(job) with { Key = key }, Cancellation);

        var again = await TryAddAsync(Sample.New(now, job => OfAda(job) with { Key = key }), new JobLimits(1, 1));

        Assert.Equal(new JobAdded(Existing: job.Header), again);
    }

    [Fact]
    public async Task The_limit_of_the_owner_comes_before_that_of_the_queue()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddNewAsync(now, OfAda, Cancellation);

        var refused = await TryAddAsync(Sample.New(now, OfAda), new JobLimits(1, 1));

        Assert.Equal(JobLimit.UnfinishedPerOwner, refused.Refused);
    }

    [Fact]
    public async Task A_retry_is_never_refused()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var running = await Repository.AddRunningAsync(node, now, Cancellation);
        Assert.Equal(JobAdded.Added, await TryAddAsync(Sample.New(now), new JobLimits(1, null)));

        var retry = new JobEnd.Retry(Sample.Error, TimeSpan.Zero);
        await Repository.SaveAsync(JobTransitions.End(running, running.Claim, retry, Sample.Policy, now), Cancellation);

        Assert.Equal(JobLimit.QueueLength, (await TryAddAsync(Sample.New(now), new JobLimits(2, null))).Refused);
    }

    [Theory]
    [InlineData(10, null, JobLimit.QueueLength)]
    [InlineData(null, 10, JobLimit.UnfinishedPerOwner)]
    public async Task Many_adds_at_once_meet_the_limit_exactly(int? queue, int? owner, JobLimit limit)
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var limits = new JobLimits(queue, owner);

        var added = await Contest.RunAsync(
            40,
            i =>
                (i % 2 == 0 ? Repository : other.Repository).AddAsync(
                    Sample.New(now, OfAda),
                    limits,
                    null,
                    Cancellation
                )
        );

        Assert.Equal(10, added.Count(answer => answer == JobAdded.Added));
        Assert.Equal(30, added.Count(answer => answer.Refused == limit));
        var counts = Assert.Single(await Repository.CountAsync([Sample.Name], now, Cancellation));
        Assert.Equal(10, counts.Queued);
    }

    [Fact]
    public async Task Adds_and_finishes_at_once_never_exceed_the_limit()
    {
        const int limit = 5;
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var running = new List<JobHeader>();
        for (var i = 0; i < limit; i++)
        {
            var job = await Repository.AddNewAsync(now, OfAda, Cancellation);
            running.Add(await Repository.StartAsync(job.Header, node, now, Cancellation));
        }

        var results = await Contest.RunAsync<bool>([
            .. running.Select(job =>
                (Func<Task<bool>>)(
                    () =>
                        Repository.TryUpdateAsync(
                            JobTransitions.End(job, job.Claim, Sample.Success(), Sample.Policy, now)!,
                            Cancellation
                        )
                )
            ),
            .. Enumerable.Repeat<Func<Task<bool>>>(
                async () => await TryAddAsync(Sample.New(now, OfAda), new JobLimits(null, limit)) == JobAdded.Added,
                10
            ),
        ]);

        Assert.All(results.Take(limit), Assert.True);
        Assert.InRange(results.Skip(limit).Count(added => added), 0, limit);
        var free = limit - results.Skip(limit).Count(added => added);
        for (var i = 0; i < free; i++)
        {
            Assert.Equal(JobAdded.Added, await TryAddAsync(Sample.New(now, OfAda), new JobLimits(null, limit)));
        }

        var last = await TryAddAsync(Sample.New(now, OfAda), new JobLimits(null, limit));
        Assert.Equal(JobLimit.UnfinishedPerOwner, last.Refused);
    }

    private static NewJob OfAda(NewJob job) => job with { Owner = "ada" };

    private Task<JobAdded> TryAddAsync(Job job, JobLimits limits) =>
        Repository.AddAsync(job, limits, null, Cancellation);
}
