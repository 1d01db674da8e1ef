using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>How many jobs of a name wait and run.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobCountTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_name_without_jobs_counts_zeros()
    {
        var counts = await Repository.CountAsync(["none"], DateTimeOffset.MaxValue, Cancellation);

        Assert.Equal(new JobCounts("none", 0, 0, null, 0), Assert.Single(counts));
        Assert.Empty(await Repository.CountAsync([], DateTimeOffset.MaxValue, Cancellation));
    }

    [Fact]
    public async Task Due_ones_are_counted_by_due_time_or_else_creation()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddNewAsync(now, null, Cancellation);
        await Repository.AddNewAsync(now + _step, job => job with { Priority = JobPriority.High }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Due = now + Sample.Hour }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Due = now - _step }, Cancellation);

        Assert.Equal(new JobCounts(Sample.Name, 4, 0, null, 0), await CountAsync(now - _step - _step));
        Assert.Equal(new JobCounts(Sample.Name, 4, 1, now - _step, 0), await CountAsync(now - _step));
        Assert.Equal(new JobCounts(Sample.Name, 4, 2, now - _step, 0), await CountAsync(now));
        Assert.Equal(new JobCounts(Sample.Name, 4, 3, now - _step, 0), await CountAsync(now + _step));
        Assert.Equal(new JobCounts(Sample.Name, 4, 4, now - _step, 0), await CountAsync(now + Sample.Hour));
    }

    [Fact]
    public async Task A_job_is_counted_where_it_is_in_its_life()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = (await Repository.AddNewAsync(now, null, Cancellation)).Header;
        Assert.Equal(new JobCounts(Sample.Name, 1, 1, now, 0), await CountAsync(now));

        job = await Repository.StartAsync(job, node, now, Cancellation);
        Assert.Equal(new JobCounts(Sample.Name, 0, 0, null, 1), await CountAsync(now));

        var retry = new JobEnd.Retry(Sample.Error, Sample.Hour);
        job = await Repository.SaveAsync(JobTransitions.End(job, job.Claim, retry, Sample.Policy, now), Cancellation);
        Assert.Equal(new JobCounts(Sample.Name, 1, 0, null, 0), await CountAsync(now));

        job = await Repository.SaveAsync(JobTransitions.RequestCancel(job, Sample.Policy, now), Cancellation);
        Assert.Equal(new JobCounts(Sample.Name, 0, 0, null, 0), await CountAsync(now + Sample.Day));

        await Repository.SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, now), Cancellation);
        Assert.Equal(new JobCounts(Sample.Name, 0, 0, null, 0), await CountAsync(now + Sample.Day));
    }

    [Fact]
    public async Task Each_name_is_counted_by_itself()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddNewAsync(now, null, Cancellation);
        await Repository.AddNewAsync(now + _step, job => job with { Name = "pong" }, Cancellation);

        var counts = await Repository.CountAsync(["pong", "none", Sample.Name], now + _step, Cancellation);

        JobCounts[] expected =
        [
            new("none", 0, 0, null, 0),
            new(Sample.Name, 1, 1, now, 0),
            new("pong", 1, 1, now + _step, 0),
        ];
        Assert.Equal(expected, counts.OrderBy(count => count.Name, StringComparer.Ordinal));
    }

    private async Task<JobCounts> CountAsync(DateTimeOffset before) =>
        Assert.Single(await Repository.CountAsync([Sample.Name], before, Cancellation));
}
