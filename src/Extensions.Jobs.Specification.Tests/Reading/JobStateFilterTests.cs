using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Lists of jobs in some of the states.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobStateFilterTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly JobQuery _all = new(JobSet.Listed) { Names = [Sample.Name], Limit = 100 };

    [Fact]
    public async Task Each_state_lists_its_own_jobs()
    {
        var jobs = await AddOneOfEachAsync();

        foreach (var state in Enum.GetValues<JobState>())
        {
            var expected = jobs.Where(job => job.State == state).Select(job => job.Id);
            Assert.Equal(expected.Order(), await QueryAsync(_all with { States = [state] }));
        }
    }

    [Fact]
    public async Task Several_states_list_the_jobs_of_all_of_them()
    {
        var jobs = await AddOneOfEachAsync();

        var expected = jobs.Where(job => job.IsFinal).Select(job => job.Id);
        JobState[] final = [JobState.Succeeded, JobState.Failed, JobState.Cancelled];
        Assert.Equal(expected.Order(), await QueryAsync(_all with { States = final }));
        Assert.Empty(await QueryAsync(_all with { States = [] }));
        Assert.Equal(jobs.Select(job => job.Id).Order(), await QueryAsync(_all));
    }

    [Fact]
    public async Task Stopping_chooses_among_the_running_jobs_alone()
    {
        var jobs = await AddOneOfEachAsync();

        foreach (var stopping in new[] { true, false })
        {
            JobState[] states = [JobState.Queued, JobState.Running];
            var expected = jobs.Where(job =>
                job.State == JobState.Queued || (job.State == JobState.Running && job.StopRequested == stopping)
            );
            var query = _all with { States = states, Stopping = stopping };
            Assert.Equal(expected.Select(job => job.Id).Order(), await QueryAsync(query));
        }
    }

    [Fact]
    public async Task A_filter_still_fills_its_pages()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = Sample.Many(20, now);
        await Repository.AddAllAsync(jobs, Cancellation);
        var cancelled = jobs.OrderByDescending(job => job.Header.Id, StringComparer.Ordinal).Skip(10).ToList();
        foreach (var job in cancelled)
        {
            await Repository.SaveAsync(JobTransitions.RequestCancel(job.Header, Sample.Policy, now), Cancellation);
        }

        var query = _all with { States = [JobState.Cancelled], Limit = 6 };
        var first = await Repository.QueryAsync(query, Cancellation);
        var second = await Repository.QueryAsync(query with { Cursor = first.Next }, Cancellation);

        Assert.Equal(cancelled.Select(job => job.Header.Id), first.Jobs.Concat(second.Jobs).Select(job => job.Id));
        Assert.Equal(6, first.Jobs.Count);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Removed_jobs_are_not_listed()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        await Repository.SaveAsync(JobTransitions.RequestDelete(job.Header, Sample.Policy, now), Cancellation);

        Assert.Empty(await QueryAsync(_all));
        Assert.Empty(await QueryAsync(_all with { States = [JobState.Cancelled] }));
    }

    private async Task<List<JobHeader>> AddOneOfEachAsync()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var toCancel = await Repository.AddRunningAsync(node, now, Cancellation);
        var toDelete = await Repository.AddRunningAsync(node, now, Cancellation);
        return
        [
            (await Repository.AddNewAsync(now, null, Cancellation)).Header,
            await Repository.AddRunningAsync(node, now, Cancellation),
            await Repository.SaveAsync(JobTransitions.RequestCancel(toCancel, Sample.Policy, now), Cancellation),
            await Repository.SaveAsync(JobTransitions.RequestDelete(toDelete, Sample.Policy, now), Cancellation),
            await Repository.AddEndedAsync(node, Sample.Success(), now, Cancellation),
            await Repository.AddEndedAsync(node, new JobEnd.Failed(Sample.Error), now, Cancellation),
            await Repository.AddEndedAsync(node, new JobEnd.Cancelled(), now, Cancellation),
        ];
    }

    private async Task<IEnumerable<string>> QueryAsync(JobQuery query) =>
        (await Repository.QueryIdsAsync(query, Cancellation)).Order();
}
