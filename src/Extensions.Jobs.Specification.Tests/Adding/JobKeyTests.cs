using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Owner, name and key belong to one job until the key expires.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobKeyTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_key_answers_the_job_that_holds_it()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddAsync(now, "k", now + Sample.Hour);

        var again = await Repository.TryAddAsync(New(now, "k", now + Sample.Hour), Cancellation);

        Assert.Equal(new JobAdded(Existing: job), again);
    }

    [Fact]
    public async Task A_key_answers_the_newest_version_of_its_job()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddAsync(now, "k", now + Sample.Hour);
        var cancelled = await Repository.SaveAsync(JobTransitions.RequestCancel(job, Sample.Policy, now), Cancellation);

        var again = await Repository.TryAddAsync(New(now, "k", now + Sample.Hour), Cancellation);

        Assert.Equal(cancelled, again.Existing);
    }

    [Fact]
    public async Task A_tombstone_holds_its_key()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddAsync(now, "k", now + Sample.Hour);
        var removed = await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);

        var again = await Repository.TryAddAsync(New(now, "k", now + Sample.Hour), Cancellation);

        Assert.NotNull(removed.Removed);
        Assert.Equal(removed, again.Existing);
    }

    [Fact]
    public async Task A_purged_job_holds_no_key()
    {
        var now = await Repository.NowAsync(Cancellation);
        await AddAsync(now, "other", now + Sample.Hour);
        var job = await AddAsync(now, "k", now + Sample.Day + Sample.Day);
        var removed = await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);
        Assert.Equal(1, await Repository.PurgeAsync(removed.Expires!.Value, 10, Cancellation));

        var again = await Repository.TryAddAsync(New(now, "k", now + Sample.Hour), Cancellation);

        Assert.Equal(JobAdded.Added, again);
    }

    [Fact]
    public async Task A_key_that_expires_after_the_new_job_is_created_is_held()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddAsync(now, "k", now + Sample.Hour);
        var justBefore = now + Sample.Hour - TimeSpan.FromMilliseconds(1);

        var again = await Repository.TryAddAsync(New(justBefore, "k", justBefore + Sample.Hour), Cancellation);

        Assert.Equal(job, again.Existing);
    }

    [Fact]
    public async Task A_key_that_expires_when_the_new_job_is_created_is_taken_over()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await AddAsync(now, "k", now + Sample.Hour);
        var later = now + Sample.Hour;

        var next = await AddAsync(later, "k", later + Sample.Hour);

        var third = await Repository.TryAddAsync(New(later, "k", later + Sample.Hour), Cancellation);
        Assert.Equal(next, third.Existing);
        Assert.Equal(job.Version, (await Repository.ReadAsync(job.Id, Cancellation)).Header.Version);
    }

    [Fact]
    public async Task No_stale_snapshot_brings_a_key_back_that_was_taken_over()
    {
        var now = await Repository.NowAsync(Cancellation);
        var stale = await AddAsync(now, "k", now + Sample.Hour);
        var later = now + Sample.Hour;
        var next = await AddAsync(later, "k", later + Sample.Hour);

        var update = JobTransitions.RequestCancel(stale, Sample.Policy, later)!;

        Assert.True(await Repository.TryUpdateAsync(update, Cancellation));
        var third = await Repository.TryAddAsync(New(later, "k", later + Sample.Hour), Cancellation);
        Assert.Equal(next, third.Existing);
    }

    [Fact]
    public async Task A_key_stays_with_its_new_job_when_the_former_is_purged()
    {
        var now = await Repository.NowAsync(Cancellation);
        var former = await AddAsync(now, "k", now + Sample.Hour);
        var later = now + Sample.Hour;
        var next = await AddAsync(later, "k", later + Sample.Day);
        await Repository.ApplyAsync(
            former.Id,
            job => JobTransitions.RequestDelete(job, Sample.Policy, later),
            Cancellation
        );
        Assert.Equal(1, await Repository.PurgeAsync(later + Sample.Day, 10, Cancellation));

        var third = await Repository.TryAddAsync(New(later, "k", later + Sample.Hour), Cancellation);
        Assert.Equal(next, third.Existing);
    }

    [Fact]
    public async Task Keys_of_other_names_owners_and_spellings_are_other_keys()
    {
        var now = await Repository.NowAsync(Cancellation);
        var key = Sample.Key("key", now + Sample.Hour);
        Job[] others =
        [
            Sample.New(now, job => job with { Owner = "ada", Key = key }),
            Sample.New(now, job => job with { Owner = "Ada", Key = key }),
            Sample.New(now, job => job with { Owner = "ada ", Key = key }),
            Sample.New(now, job => job with { Owner = "", Key = key }),
            Sample.New(now, job => job with { Owner = "ada", Name = "pong", Key = key }),
            Sample.New(now, job => job with { Owner = "ada", Key = key with { Value = "Key" } }),
            Sample.New(now, job => job with { Owner = "ada", Key = key with { Value = "key " } }),
            Sample.New(now, job => job with { Owner = "ada", Key = key with { Value = "ke\u0301y" } }),
            Sample.New(now, job => job with { Owner = "ada", Key = key with { Value = "k\u00e9y" } }),
        ];

        foreach (var job in others)
        {
            Assert.Equal(JobAdded.Added, await Repository.TryAddAsync(job, Cancellation));
        }
    }

    [Fact]
    public async Task One_key_many_times_at_once_makes_one_job()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var jobs = Enumerable.Range(0, 16).Select(_ => New(now, "k", now + Sample.Hour)).ToArray();

        var added = await Contest.RunAsync(
            jobs.Length,
            i => (i % 2 == 0 ? Repository : other.Repository).TryAddAsync(jobs[i], Cancellation)
        );

        var winner = Assert.Single(jobs, job => added[Array.IndexOf(jobs, job)] == JobAdded.Added);
        Assert.All(
            added.Where(answer => answer != JobAdded.Added),
            answer => Assert.Equal(winner.Header, answer.Existing)
        );
        Assert.Equal(
            winner.Header.Id,
            Assert.Single(await Repository.FindAsync([.. jobs.Select(job => job.Header.Id)], 0, Cancellation)).Header.Id
        );
    }

    private static Job New(DateTimeOffset now, string key, DateTimeOffset expires) =>
        Sample.New(now, job => job with { Owner = "ada", Key = Sample.Key(key, expires) });

    private async Task<JobHeader> AddAsync(DateTimeOffset now, string key, DateTimeOffset expires) =>
        (await Repository.AddAsync(New(now, key, expires), Cancellation)).Header;
}
