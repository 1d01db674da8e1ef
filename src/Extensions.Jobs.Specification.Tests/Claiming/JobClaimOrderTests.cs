namespace Extensions.Jobs.Specification;

/// <summary>Due jobs are claimed by priority, then by due time, then as the store got them.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobClaimOrderTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task Jobs_of_one_time_are_claimed_as_the_store_got_them()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = await SubmitAsync(Sample.Many(8, now));

        Assert.Equal(jobs, await ClaimInTurnAsync(8));
    }

    [Fact]
    public async Task One_claim_answers_its_jobs_in_order()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = await SubmitAsync(Sample.Many(8, now));
        var node = await Repository.JoinAsync("a", Cancellation);

        var claimed = await Queue.ClaimAllAsync(node, 8, Cancellation);

        Assert.Equal(jobs, claimed.Select(job => job.Header.Id));
    }

    [Fact]
    public async Task A_higher_priority_comes_first_whenever_it_was_added()
    {
        var now = await Repository.NowAsync(Cancellation);
        JobPriority[] priorities =
        [
            JobPriority.Low,
            JobPriority.Normal,
            JobPriority.High,
            JobPriority.Low,
            JobPriority.Normal,
            JobPriority.High,
        ];
        var jobs = await SubmitAsync([
            .. priorities.Select(priority => Sample.New(now, job => job with { Priority = priority })),
        ]);

        Assert.Equal([jobs[2], jobs[5], jobs[1], jobs[4], jobs[0], jobs[3]], await ClaimInTurnAsync(6));
    }

    [Fact]
    public async Task A_job_that_has_been_due_for_longer_comes_first()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = await SubmitAsync([
            Sample.New(now),
            Sample.New(now, job => job with { Due = now - TimeSpan.FromMilliseconds(2) }),
            Sample.New(now - TimeSpan.FromMilliseconds(1)),
            Sample.New(now, job => job with { Due = now - TimeSpan.FromMilliseconds(3) }),
        ]);

        // A broker hands ids out as they arrived.
        string[] expected = Fixture.HasBroker ? jobs : [jobs[3], jobs[1], jobs[2], jobs[0]];
        Assert.Equal(expected, await ClaimInTurnAsync(4));
    }

    [Fact]
    public async Task Jobs_that_are_not_due_do_not_hide_those_that_are()
    {
        var now = await Repository.NowAsync(Cancellation);
        await Repository.AddAllAsync(
            Sample.Many(50, now, job => job with { Due = now + Sample.Hour, Priority = JobPriority.High }),
            Cancellation
        );
        var due = await SubmitAsync(Sample.Many(3, now));
        var node = await Repository.JoinAsync("a", Cancellation);

        Assert.Equal(due, (await Queue.ClaimAllAsync(node, 3, Cancellation)).Select(job => job.Header.Id));
        Assert.Equal(50, Assert.Single(await Repository.CountAsync([Sample.Name], now, Cancellation)).Queued);
    }

    [Fact]
    public async Task A_delayed_job_takes_its_place_when_it_becomes_due()
    {
        var now = await Repository.NowAsync(Cancellation);
        var delayed = await Repository.AddNewAsync(now, job => job with { Due = now + Sample.Hour }, Cancellation);
        await Fixture.AdvanceAsync(Sample.Hour + Sample.Hour, Cancellation);
        await Queue.EnqueueAsync([delayed.Header], Cancellation);
        var next = await SubmitAsync([Sample.New(await Repository.NowAsync(Cancellation))]);

        Assert.Equal([delayed.Header.Id, .. next], await ClaimInTurnAsync(2));
    }

    [Fact]
    public async Task A_retry_without_delay_keeps_its_place()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = await SubmitAsync(Sample.Many(3, now));
        var node = await Repository.JoinAsync("a", Cancellation);
        var first = (await Queue.ClaimAllAsync(node, 1, Cancellation))[0].Header;
        var back = JobTransitions.End(first, first.Claim, new JobEnd.HandedBack(), Sample.Policy, first.Updated);
        first = await Repository.SaveAsync(back, Cancellation);
        await Queue.EnqueueAsync([first], Cancellation);

        string[] expected = Fixture.HasBroker ? [jobs[1], jobs[2], jobs[0]] : jobs;
        Assert.Equal(expected, (await Queue.ClaimInTurnAsync(node, 3, Cancellation)));
    }

    private async Task<string[]> SubmitAsync(params Job[] jobs)
    {
        await Fixture.First.SubmitAllAsync(jobs, Cancellation);
        return [.. jobs.Select(job => job.Header.Id)];
    }

    private async Task<IReadOnlyList<string>> ClaimInTurnAsync(int count) =>
        await Queue.ClaimInTurnAsync(await Repository.JoinAsync("a", Cancellation), count, Cancellation);
}
