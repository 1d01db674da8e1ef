using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Jobs are found by id, many at once; what is no id of a job is no error.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobFindingTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task No_ids_answer_no_jobs() => Assert.Empty(await Repository.FindAsync([], 0, Cancellation));

    [Fact]
    public async Task Unknown_and_malformed_ids_are_left_out()
    {
        var now = await Repository.NowAsync(Cancellation);
        var id = (await Repository.AddNewAsync(now, null, Cancellation)).Header.Id;
        string[] others =
        [
            JobId.New(now),
            "",
            " ",
            id + " ",
            id[..31],
            "A" + id[1..],
            Guid.Parse(id).ToString(),
            "\0",
            "' or 1=1 --",
            "%",
            Sample.Text,
            new string('a', 100_000),
        ];

        foreach (var other in others)
        {
            Assert.Empty(await Repository.FindAsync([other], RepositoryActs.Whole, Cancellation));
        }

        var found = await Repository.FindAsync([.. others, id], RepositoryActs.Whole, Cancellation);
        Assert.Equal(id, Assert.Single(found).Header.Id);
    }

    [Fact]
    public async Task Thousands_of_ids_are_found_in_one_call()
    {
        var now = await Repository.NowAsync(Cancellation);
        var jobs = Sample.Many(200, now);
        await Repository.AddAllAsync(jobs, Cancellation);
        string[] known = [.. jobs.Select(job => job.Header.Id)];
        string[] ids = [.. Enumerable.Range(0, 10_000).Select(_ => JobId.New(now)), .. known];

        var found = await Repository.FindAsync(ids, JobParts.Header, Cancellation);

        Assert.Equal(known.Order(), found.Select(job => job.Header.Id).Order());
    }

    [Fact]
    public async Task An_id_that_is_asked_twice_is_answered_once()
    {
        var id = (await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation)).Header.Id;

        Assert.Single(await Repository.FindAsync([id, id], JobParts.Header, Cancellation));
    }

    [Theory]
    [InlineData(JobParts.Header)]
    [InlineData(JobParts.Input)]
    [InlineData(JobParts.Output)]
    [InlineData(JobParts.Input | JobParts.Output)]
    public async Task Only_the_parts_that_were_asked_for_are_read(JobParts parts)
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddEndedAsync(node, Sample.Success(), now, Cancellation);

        var found = Assert.Single(await Repository.FindAsync([job.Id], parts, Cancellation));

        Assert.Equal(job, found.Header);
        Assert.Equal(parts.HasFlag(JobParts.Input), !found.Input.IsEmpty);
        Assert.Equal(parts.HasFlag(JobParts.Output), !found.Output.IsEmpty);
    }

    [Fact]
    public async Task A_tombstone_is_found()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, null, Cancellation);
        var removed = await Repository.SaveAsync(
            JobTransitions.RequestDelete(job.Header, Sample.Policy, now),
            Cancellation
        );

        Assert.Equal(removed, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }
}
