namespace Extensions.Jobs.Specification;

/// <summary>An update says what becomes of the payloads; an absent output never means "drop".</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobPayloadTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly byte[] _output = [.. "\"pong\""u8];

    [Fact]
    public async Task An_output_is_stored_beside_the_input()
    {
        var job = await SucceedAsync(hasCleanup: false);

        await AssertPayloadsAsync(job, hasInput: true, _output);
    }

    [Fact]
    public async Task Keeping_leaves_both()
    {
        var job = await SucceedAsync(hasCleanup: true);

        var deleted = await SaveAsync(JobTransitions.DeleteOutput(job, job.Updated), JobPayloads.Keep);

        await AssertPayloadsAsync(deleted, hasInput: true, _output);
    }

    [Fact]
    public async Task Dropping_the_output_leaves_the_input()
    {
        var job = await SucceedAsync(hasCleanup: false);

        var deleted = await SaveAsync(JobTransitions.DeleteOutput(job, job.Updated), JobPayloads.DropOutput);

        await AssertPayloadsAsync(deleted, hasInput: true, output: []);
    }

    [Fact]
    public async Task Dropping_all_leaves_nothing()
    {
        var job = await SucceedAsync(hasCleanup: false);

        var removed = await SaveAsync(
            JobTransitions.RequestDelete(job, Sample.Policy, job.Updated),
            JobPayloads.DropAll
        );

        await AssertPayloadsAsync(removed, hasInput: false, output: []);
    }

    [Fact]
    public async Task A_tombstone_keeps_its_payloads_until_its_clean_up_is_done()
    {
        var job = await SucceedAsync(hasCleanup: true);
        var removed = await SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, job.Updated), JobPayloads.Keep);
        await AssertPayloadsAsync(removed, hasInput: true, _output);

        var cleaned = await SaveAsync(JobTransitions.DropOutput(removed, job.Updated), JobPayloads.DropAll);

        await AssertPayloadsAsync(cleaned, hasInput: false, output: []);
    }

    private async Task<JobHeader> SucceedAsync(bool hasCleanup)
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        return await Repository.AddEndedAsync(node, Sample.Success(_output, hasCleanup), now, Cancellation);
    }

    private Task<JobHeader> SaveAsync(JobUpdate? update, JobPayloads payloads)
    {
        Assert.Equal(payloads, update?.Payloads);
        return Repository.SaveAsync(update, Cancellation);
    }

    private async Task AssertPayloadsAsync(JobHeader job, bool hasInput, byte[] output)
    {
        var found = await Repository.ReadAsync(job.Id, Cancellation);
        Assert.Equal(hasInput, !found.Input.IsEmpty);
        Assert.Equal(output, found.Output.ToArray());
    }
}
