namespace Extensions.Jobs.Specification;

/// <summary>The store has one time for all, and the fixture can move it.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class StoreTimeTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task The_time_is_in_whole_milliseconds_and_in_utc()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        await Fixture.First.SubmitAsync(Sample.New(now), Cancellation);

        var started = (await Queue.ClaimAllAsync(node, 1, Cancellation))[0].Header.Started!.Value;

        Assert.All(
            [now, started],
            time => Assert.Equal((TimeSpan.Zero, 0), (time.Offset, time.UtcTicks % TimeSpan.TicksPerMillisecond))
        );
    }

    [Fact]
    public async Task The_time_moves_with_the_fixture_for_all_handles()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var before = await Repository.NowAsync(Cancellation);

        await Fixture.AdvanceAsync(Sample.Day, Cancellation);

        var here = await Repository.NowAsync(Cancellation);
        var there = await other.Repository.NowAsync(Cancellation);
        Assert.InRange(here - before, Sample.Day, Sample.Day + Sample.Hour);
        Assert.InRange(there - here, TimeSpan.Zero, Sample.Hour);
    }

    [Fact]
    public async Task A_handle_that_is_opened_later_has_the_same_time()
    {
        await Fixture.AdvanceAsync(Sample.Day, Cancellation);
        var before = await Repository.NowAsync(Cancellation);
        var other = await Fixture.OpenAnotherAsync(Cancellation);

        Assert.InRange(await other.Repository.NowAsync(Cancellation) - before, TimeSpan.Zero, Sample.Hour);
    }

    [Fact]
    public async Task A_claim_starts_at_the_time_of_the_store()
    {
        await Fixture.AdvanceAsync(Sample.Day, Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var before = await Repository.NowAsync(Cancellation);
        await Fixture.First.SubmitAsync(Sample.New(before), Cancellation);

        var started = (await Queue.ClaimAllAsync(node, 1, Cancellation))[0].Header.Started!.Value;

        Assert.InRange(started, before, await Repository.NowAsync(Cancellation));
    }

    [Fact]
    public async Task A_job_is_claimed_from_its_due_time_on()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var delayed = await Repository.AddNewAsync(now, job => job with { Due = now + Sample.Day }, Cancellation);
        var next = await Fixture.First.SubmitAsync(Sample.New(now), Cancellation);
        Assert.Equal([next.Header.Id], await Queue.ClaimInTurnAsync(node, 1, Cancellation));

        await Fixture.AdvanceAsync(Sample.Day, Cancellation);
        await Queue.EnqueueAsync([delayed.Header], Cancellation);

        Assert.Equal([delayed.Header.Id], await Queue.ClaimInTurnAsync(node, 1, Cancellation));
    }

    [Fact]
    public async Task A_job_without_due_time_is_due_whatever_the_clocks_say()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var ahead = await Repository.NowAsync(Cancellation) + Sample.Day;
        var job = await Fixture.First.SubmitAsync(Sample.New(ahead), Cancellation);

        Assert.Equal([job.Header.Id], await Queue.ClaimInTurnAsync(node, 1, Cancellation));
    }
}
