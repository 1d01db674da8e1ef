using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>The sets that upkeep reads, each oldest first, as far as a limit.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobUpkeepSetTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Overdue_jobs_are_queued_and_were_due_by_then()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        await Repository.AddRunningAsync(node, now, Cancellation);
        var later = await AddAsync(now, due: now + _step + _step);
        var high = await AddAsync(now + _step, due: null, JobPriority.High);
        var due = await AddAsync(now + Sample.Hour, due: now - _step);
        var low = await AddAsync(now, due: null, JobPriority.Low);

        Assert.Equal([due], await QueryAsync(JobSet.Overdue, now - _step));
        Assert.Equal([due, low, high], await QueryAsync(JobSet.Overdue, now + _step));
        Assert.Equal([due, low, high, later], await QueryAsync(JobSet.Overdue, now + _step + _step));
        Assert.Equal([due, low], await QueryAsync(JobSet.Overdue, now + Sample.Day, limit: 2));
        Assert.Empty(await QueryAsync(JobSet.Overdue, now - _step - _step));
    }

    [Fact]
    public async Task Expired_jobs_are_finished_not_removed_and_past_their_retention()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        await Repository.AddRunningAsync(node, now, Cancellation);
        await AddCancelledAsync(now, new JobPolicy { CancelledRetention = Timeout.InfiniteTimeSpan });
        var second = await AddCancelledAsync(now + _step);
        var first = await AddCancelledAsync(now);
        var removed = await AddCancelledAsync(now);
        await Repository.SaveAsync(JobTransitions.RequestDelete(removed, Sample.Policy, now), Cancellation);

        var expiry = now + Sample.Day;
        Assert.Empty(await QueryAsync(JobSet.Expired, expiry - _step));
        Assert.Equal([first.Id], await QueryAsync(JobSet.Expired, expiry));
        Assert.Equal([first.Id, second.Id], await QueryAsync(JobSet.Expired, expiry + _step));
        Assert.Equal([first.Id], await QueryAsync(JobSet.Expired, expiry + Sample.Day, limit: 1));
    }

    [Fact]
    public async Task A_clean_up_is_due_from_its_time_on_whether_the_job_is_removed_or_not()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        await Repository.AddEndedAsync(node, Sample.Success(hasCleanup: true), now, Cancellation);
        var listed = await Repository.AddEndedAsync(node, Sample.Success(hasCleanup: true), now, Cancellation);
        var removed = await Repository.AddEndedAsync(node, Sample.Success(hasCleanup: true), now, Cancellation);

        await Repository.SaveAsync(JobTransitions.DeleteOutput(listed, now + _step), Cancellation);
        removed = await Repository.SaveAsync(JobTransitions.RequestDelete(removed, Sample.Policy, now), Cancellation);
        Assert.Empty(await QueryAsync(JobSet.CleanupDue, now - _step));
        Assert.Equal([removed.Id], await QueryAsync(JobSet.CleanupDue, now));
        Assert.Equal([removed.Id, listed.Id], await QueryAsync(JobSet.CleanupDue, now + _step));
        Assert.Equal([removed.Id], await QueryAsync(JobSet.CleanupDue, now + Sample.Day, limit: 1));

        removed = await Repository.SaveAsync(JobTransitions.BeginCleanup(removed, Sample.Hour, now), Cancellation);
        Assert.Equal([listed.Id], await QueryAsync(JobSet.CleanupDue, now + _step));
        Assert.Equal([listed.Id, removed.Id], await QueryAsync(JobSet.CleanupDue, now + Sample.Hour));

        await Repository.SaveAsync(JobTransitions.DropOutput(removed, now), Cancellation);
        Assert.Equal([listed.Id], await QueryAsync(JobSet.CleanupDue, now + Sample.Hour));
    }

    [Theory]
    [InlineData(JobSet.Overdue)]
    [InlineData(JobSet.Expired)]
    public async Task Only_jobs_of_the_names_are_read(JobSet set)
    {
        var now = await Repository.NowAsync(Cancellation);
        foreach (var name in new[] { "ping", "pong", "pang" })
        {
            await Repository.AddNewAsync(now, job => job with { Name = name }, Cancellation);
            var job = await Repository.AddNewAsync(now, job => job with { Name = name }, Cancellation);
            await Repository.SaveAsync(JobTransitions.RequestCancel(job.Header, Sample.Policy, now), Cancellation);
        }

        var query = new JobQuery(set)
        {
            Names = ["pong", "pang", "none"],
            Limit = 10,
            Before = now + Sample.Day,
        };
        var page = await Repository.QueryAsync(query, Cancellation);

        Assert.Equal(["pang", "pong"], page.Jobs.Select(job => job.Name).Order());
    }

    private async Task<string> AddAsync(DateTimeOffset created, DateTimeOffset? due, JobPriority priority = 0)
    {
        var job = Sample.New(created, job => job with { Due = due, Priority = priority });
        return (await Repository.AddAsync(job, Cancellation)).Header.Id;
    }

    private async Task<JobHeader> AddCancelledAsync(DateTimeOffset now, JobPolicy? policy = null)
    {
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        return await Repository.SaveAsync(
            JobTransitions.RequestCancel(job.Header, policy ?? Sample.Policy, now),
            Cancellation
        );
    }

    private Task<IReadOnlyList<string>> QueryAsync(JobSet set, DateTimeOffset before, int limit = 10) =>
        Repository.QueryIdsAsync(
            new JobQuery(set)
            {
                Names = [Sample.Name],
                Limit = limit,
                Before = before,
            },
            Cancellation
        );
}
