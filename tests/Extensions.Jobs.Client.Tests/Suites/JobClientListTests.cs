namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>Lists of jobs, as every client reads them.</summary>
public abstract class JobClientListTests(JobClientHost host) : JobClientSuite(host)
{
    [Fact]
    public async Task Pages_follow_each_other_until_the_last()
    {
        List<string> created = [];
        for (var count = 0; count < 5; count++)
        {
            created.Add((await CreateAsync()).Id);
        }

        List<string> listed = [];
        string? cursor = null;
        do
        {
            var page = await Client.ListAsync(new JobListQuery { Limit = 2, Cursor = cursor }, Cancelled);
            listed.AddRange(page.Items.Select(job => job.Id));
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(created.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Jobs_are_chosen_by_state_and_time()
    {
        var done = await SucceedAsync();
        var (running, run) = await StartAsync();
        var queued = await CreateAsync();

        async Task<string[]> ListAsync(JobListQuery query) =>
            [.. (await Client.ListAsync(query, Cancelled)).Items.Select(job => job.Id).Order(StringComparer.Ordinal)];

        Assert.Equal([done.Id], await ListAsync(new JobListQuery { Status = [JobStatus.Succeeded] }));
        Assert.Equal(
            new[] { running.Id, queued.Id }.Order(StringComparer.Ordinal),
            await ListAsync(new JobListQuery { Status = [JobStatus.Running, JobStatus.Queued] })
        );
        Assert.Contains(queued.Id, await ListAsync(new JobListQuery { CreatedFrom = queued.Created }));
        Assert.Empty(await ListAsync(new JobListQuery { CreatedTo = done.Created.AddMilliseconds(-1) }));
        run.Return(new Scripted.PingResponse("pong"));
    }

    [Fact]
    public async Task Items_are_told_with_their_versions()
    {
        var job = await SucceedAsync();

        var item = Assert.Single((await Client.ListAsync(new JobListQuery(), Cancelled)).Items);

        Assert.Equal((job.Id, job.Version, job.Finished), (item.Id, item.Version, item.Finished));
    }

    [Fact]
    public async Task What_is_no_list_is_refused()
    {
        await CreateAsync();
        await CreateAsync();
        var page = await Client.ListAsync(new JobListQuery { Limit = 1 }, Cancelled);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            Client.ListAsync(new JobListQuery { Status = ["lost"] }, Cancelled)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Client.ListAsync(new JobListQuery { Cursor = "damaged" }, Cancelled)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Client.ListAsync(new JobListQuery { Status = [JobStatus.Queued], Cursor = page.Next }, Cancelled)
        );
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            Client.ListAsync(new JobListQuery { Limit = 0 }, Cancelled)
        );
    }
}
