using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>The list: what is not removed, newest first.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobListTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly JobQuery _all = new(JobSet.Listed) { Names = [Sample.Name], Limit = 100 };

    [Fact]
    public async Task An_empty_store_lists_nothing()
    {
        var page = await Repository.QueryAsync(_all, Cancellation);

        Assert.Empty(page.Jobs);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task The_newest_job_stands_first_and_ids_decide_between_jobs_of_one_time()
    {
        var jobs = await AddAsync(await Repository.NowAsync(Cancellation));

        var page = await Repository.QueryAsync(_all, Cancellation);

        Assert.Equal(NewestFirst(jobs), page.Jobs);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Names_and_owners_are_compared_ordinally()
    {
        var now = await Repository.NowAsync(Cancellation);
        var ada = await Repository.AddNewAsync(now, job => job with { Owner = "ada" }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Owner = "Ada" }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Owner = "ada " }, Cancellation);
        await Repository.AddNewAsync(now, job => job with { Owner = "ada", Name = "pong" }, Cancellation);
        var nobody = await Repository.AddNewAsync(now, null, Cancellation);

        Assert.Equal([ada.Header.Id], await QueryAsync(_all with { Owner = "ada" }));
        Assert.Equal([nobody.Header.Id], await QueryAsync(_all with { Owner = "" }));
        Assert.Empty(await QueryAsync(_all with { Owner = "eve" }));
        Assert.Empty(await QueryAsync(_all with { Names = [] }));
        Assert.Equal(5, (await QueryAsync(_all with { Names = ["pong", Sample.Name, "none"] })).Count);
    }

    [Fact]
    public async Task Times_of_creation_are_inclusive()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var created = now + TimeSpan.FromMilliseconds(i);
            jobs.Add((await Repository.AddNewAsync(created, null, Cancellation)).Header.Id);
        }

        var between = _all with
        {
            CreatedFrom = now + TimeSpan.FromMilliseconds(1),
            CreatedTo = now + TimeSpan.FromMilliseconds(2),
        };
        Assert.Equal([jobs[2], jobs[1]], await QueryAsync(between));
        Assert.Equal([jobs[0]], await QueryAsync(_all with { CreatedTo = now }));
        Assert.Equal([jobs[3]], await QueryAsync(_all with { CreatedFrom = now + TimeSpan.FromMilliseconds(3) }));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        var jobs = await AddAsync(await Repository.NowAsync(Cancellation));

        foreach (var limit in new[] { 1, 4, 5, 11, 12, 13 })
        {
            Assert.Equal(
                NewestFirst(jobs).Select(job => job.Id),
                await PageThroughAsync(_all with { Limit = limit }, () => Task.CompletedTask)
            );
        }
    }

    [Fact]
    public async Task Pages_stand_still_while_jobs_are_added_and_removed()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = NewestFirst(await AddAsync(now));
        var behind = new Stack<JobHeader>(jobs);

        var paged = await PageThroughAsync(
            _all with
            {
                Limit = 2,
            },
            async () =>
            {
                await Repository.AddNewAsync(now + Sample.Hour, null, Cancellation);
                var removed = behind.Pop();
                await Repository.SaveAsync(JobTransitions.RequestDelete(removed, Sample.Policy, now), Cancellation);
            }
        );

        Assert.Equal(paged.Distinct(), paged);
        Assert.Equal(jobs.Select(job => job.Id).Take(paged.Count), paged);
        Assert.Equal(behind.Select(job => job.Id).Order(), paged.Order());
    }

    // Twelve jobs, three for each of four times, added in no order.
    private async Task<JobHeader[]> AddAsync(DateTimeOffset now)
    {
        Job[] jobs = [.. Enumerable.Range(0, 12).Select(i => Sample.New(now + TimeSpan.FromMilliseconds(i * 7 % 4)))];
        await Repository.AddAllAsync(jobs, Cancellation);
        return [.. jobs.Select(job => job.Header)];
    }

    private static IEnumerable<JobHeader> NewestFirst(IEnumerable<JobHeader> jobs) =>
        jobs.OrderByDescending(job => job.Created).ThenByDescending(job => job.Id, StringComparer.Ordinal);

    private Task<IReadOnlyList<string>> QueryAsync(JobQuery query) => Repository.QueryIdsAsync(query, Cancellation);

    private async Task<List<string>> PageThroughAsync(JobQuery query, Func<Task> between)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await Repository.QueryAsync(query, Cancellation);
            Assert.InRange(page.Jobs.Count, page.Next is null ? 0 : query.Limit, query.Limit);
            ids.AddRange(page.Jobs.Select(job => job.Id));
            if (page.Next is null)
            {
                return ids;
            }

            query = query with { Cursor = page.Next };
            await between();
        }
    }
}
