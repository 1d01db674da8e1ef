using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A job is added once, whatever becomes of the answer.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobAddingTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task An_added_job_is_found_as_it_was_given()
    {
        var job = await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation);

        var found = await Repository.ReadAsync(job.Header.Id, Cancellation);

        Assert.Equal(job.Header, found.Header);
        Assert.Equal(job.Input.ToArray(), found.Input.ToArray());
        Assert.True(found.Output.IsEmpty);
    }

    [Fact]
    public async Task An_added_job_is_found_through_another_handle()
    {
        var job = await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation);
        var other = await Fixture.OpenAnotherAsync(Cancellation);

        Assert.Equal(job.Header, (await other.Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task The_same_id_again_makes_nothing()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        var cancelled = await Repository.SaveAsync(
            JobTransitions.RequestCancel(job.Header, Sample.Policy, now),
            Cancellation
        );

        Assert.Equal(JobAdded.Added, await Repository.TryAddAsync(job, Cancellation));

        Assert.Equal(cancelled, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task The_same_id_again_is_added_whatever_the_key_and_the_limits_say()
    {
        var now = await Repository.NowAsync(Cancellation);
        var key = Sample.Key("k", now + Sample.Day);
        var job = Sample.New(now, job => job with { Owner = "ada", Key = key });
        var limits = new JobLimits(1, 1);

        Assert.Equal(JobAdded.Added, await Repository.AddAsync(job, limits, null, Cancellation));
        Assert.Equal(JobAdded.Added, await Repository.AddAsync(job, limits, null, Cancellation));
    }

    [Fact]
    public async Task The_same_id_many_times_at_once_makes_one_job()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var job = Sample.New(await Repository.NowAsync(Cancellation));

        var added = await Contest.RunAsync(
            8,
            i => (i % 2 == 0 ? Repository : other.Repository).TryAddAsync(job, Cancellation)
        );

        Assert.All(added, answer => Assert.Equal(JobAdded.Added, answer));
        var counts = Assert.Single(await Repository.CountAsync([Sample.Name], job.Header.Created, Cancellation));
        Assert.Equal(1, counts.Queued);
    }

    [Fact]
    public async Task Buffers_belong_to_the_caller_again_when_the_call_has_returned()
    {
        var now = await Repository.NowAsync(Cancellation);
        byte[] buffer = [.. "\"one\""u8];
        var job = await Repository.AddNewAsync(now, job => job with { Input = buffer }, Cancellation);
        buffer.AsSpan().Fill((byte)'x');
        var node = await Repository.JoinAsync("a", Cancellation);
        var running = await Repository.StartAsync(job.Header, node, now, Cancellation);
        byte[] output = [.. "\"two\""u8];
        await Repository.SaveAsync(
            JobTransitions.End(running, running.Claim, Sample.Success(output), Sample.Policy, now),
            Cancellation
        );
        output.AsSpan().Fill((byte)'x');

        var found = await Repository.ReadAsync(job.Header.Id, Cancellation);

        Assert.Equal("\"one\""u8.ToArray(), found.Input.ToArray());
        Assert.Equal("\"two\""u8.ToArray(), found.Output.ToArray());
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_adds_nothing()
    {
        var job = Sample.New(await Repository.NowAsync(Cancellation));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Repository.TryAddAsync(job, new CancellationToken(canceled: true))
        );

        Assert.Null(await Repository.FindAsync(job.Header.Id, Cancellation));
    }
}
