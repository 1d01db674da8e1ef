using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>Lists of jobs: newest first, filtered, page by page.</summary>
public sealed class ListTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_list_is_read_page_by_page_newest_first()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var ids = await CreateAsync(host, 5);

        var pages = await PagesAsync(host.Client, new JobListQuery { Limit = 2 });

        Assert.Equal([2, 2, 1], pages.Select(page => page.Items.Count));
        Assert.Equal(Enumerable.Reverse(ids), pages.SelectMany(page => page.Items).Select(job => job.Id));
    }

    [Fact]
    public async Task A_page_that_is_just_full_is_the_last()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        await CreateAsync(host, 2);

        Assert.Null((await host.Client.ListAsync(new JobListQuery { Limit = 2 }, Cancelled)).Next);
    }

    [Fact]
    public async Task A_page_has_fifty_jobs_and_two_hundred_at_most()
    {
        var host = await StartAsync(Scripts.Echo);
        await Task.WhenAll(Enumerable.Range(0, 203).Select(_ => host.CreateAsync()));

        Assert.Equal(50, (await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items.Count);
        Assert.Equal(200, (await host.Client.ListAsync(new JobListQuery { Limit = 1000 }, Cancelled)).Items.Count);
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            host.Client.ListAsync(new JobListQuery { Limit = 0 }, Cancelled)
        );
    }

    [Fact]
    public async Task A_list_holds_the_asked_states_alone()
    {
        var host = await StartAsync(
            Runs.Work,
            job => job.MaxConcurrency = 2,
            services: services => services.Set(_clock)
        );
        var succeeded = await host.CreateAsync();
        (await Runs.NextAsync()).Return(new Answer());
        await host.EndOfAsync(succeeded);
        var failed = await host.CreateAsync();
        (await Runs.NextAsync()).Return(JobExecutionResult.Failed(new JobError("no")));
        await host.EndOfAsync(failed);
        var cancelling = await host.CreateAsync();
        await Runs.NextAsync();
        await host.Client.CancelAsync(cancelling.Id, Cancelled);
        var running = await host.CreateAsync();
        await Runs.NextAsync();
        var queued = await host.CreateAsync();
        var cancelled = await host.CreateAsync();
        await host.Client.CancelAsync(cancelled.Id, Cancelled);

        await HoldsAsync([JobStatus.Succeeded], succeeded);
        await HoldsAsync([JobStatus.Failed], failed);
        await HoldsAsync([JobStatus.Queued], queued);
        await HoldsAsync([JobStatus.Cancelled], cancelled);
        await HoldsAsync([JobStatus.Running], running);
        await HoldsAsync([JobStatus.Cancelling], cancelling);
        await HoldsAsync([JobStatus.Running, JobStatus.Cancelling], running, cancelling);
        await HoldsAsync([JobStatus.Cancelling, JobStatus.Queued], cancelling, queued);
        await HoldsAsync(null, succeeded, failed, cancelling, running, queued, cancelled);
        await Assert.ThrowsAsync<ArgumentException>(() => HoldsAsync(["done"]));

        async Task HoldsAsync(string[]? status, params JobStatus[] jobs)
        {
            var list = await host.Client.ListAsync(new JobListQuery { Status = status }, Cancelled);
            Assert.Equal(jobs.Select(job => job.Id).Order(), list.Items.Select(job => job.Id).Order());
        }
    }

    [Fact]
    public async Task A_list_holds_the_time_of_creation_that_was_asked_for()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var start = _clock.GetUtcNow();
        var ids = await CreateAsync(host, 5);

        var list = await host.Client.ListAsync(
            new JobListQuery { CreatedFrom = start.AddSeconds(1), CreatedTo = start.AddSeconds(3) },
            Cancelled
        );

        Assert.Equal([ids[3], ids[2], ids[1]], list.Items.Select(job => job.Id));
    }

    [Fact]
    public async Task A_list_of_one_owner_holds_his_jobs_alone()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var ann = await host.CreateAsync(new CreateJobOptions { Owner = "ann" });
        var bob = await host.CreateAsync(new CreateJobOptions { Owner = "bob" });

        Assert.Equal(ann.Id, (await PagesAsync(host.Client.For("ann"), new())).Single().Items.Single().Id);
        Assert.Equal(bob.Id, (await PagesAsync(host.Client.For("bob"), new())).Single().Items.Single().Id);
        Assert.Empty((await PagesAsync(host.Client.For(""), new())).Single().Items);
        Assert.Equal(2, (await PagesAsync(host.Client, new())).Single().Items.Count);
    }

    [Fact]
    public async Task Removed_jobs_are_not_listed()
    {
        var host = await StartAsync(Scripts.Echo);
        var job = await host.RunAsync();

        await host.Client.DeleteAsync(job.Id, null, Cancelled);

        Assert.Empty((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters_and_its_owner()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var start = _clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await host.RunAsync(new CreateJobOptions { Owner = "ann" });
        }

        var ann = host.Client.For("ann");
        var query = new JobListQuery
        {
            Limit = 1,
            Status = [JobStatus.Succeeded, JobStatus.Failed],
            CreatedFrom = start,
        };
        var next = (await ann.ListAsync(query, Cancelled)).Next!;
        var same = query with { Cursor = next, Limit = 2, Status = [JobStatus.Failed, JobStatus.Succeeded] };
        Assert.Equal(2, (await ann.ListAsync(same, Cancelled)).Items.Count);

        await RefusedAsync(ann, same with { Status = [JobStatus.Succeeded] });
        await RefusedAsync(ann, same with { Status = null });
        await RefusedAsync(ann, same with { CreatedFrom = null });
        await RefusedAsync(ann, same with { CreatedTo = start.AddDays(1) });
        await RefusedAsync(host.Client.For("bob"), same);
        await RefusedAsync(host.Client.For("*"), same);
        await RefusedAsync(host.Client, same);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("????")]
    [InlineData("no cursor at all, with blanks")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\u00e4\u00f6\u00fc")]
    public async Task A_cursor_that_is_none_is_refused(string cursor)
    {
        var host = await StartAsync(Scripts.Echo);

        await RefusedAsync(host.Client, new JobListQuery { Cursor = cursor });
    }

    [Fact]
    public async Task A_cursor_of_which_a_letter_was_changed_is_refused()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        await CreateAsync(host, 2);
        var next = (await host.Client.ListAsync(new JobListQuery { Limit = 1 }, Cancelled)).Next!;

        for (var i = 0; i < next.Length; i++)
        {
            var changed = next[..i] + (next[i] == 'A' ? 'B' : 'A') + next[(i + 1)..];
            await RefusedAsync(host.Client, new JobListQuery { Limit = 1, Cursor = changed });
        }
    }

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0} ")]
    [InlineData(" {0}")]
    [InlineData("{0}\n")]
    [InlineData("{0}A")]
    public async Task A_cursor_to_which_something_was_added_is_refused(string form)
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        await CreateAsync(host, 2);
        var next = (await host.Client.ListAsync(new JobListQuery { Limit = 1 }, Cancelled)).Next!;

        var changed = form.Replace("{0}", next, StringComparison.Ordinal);

        await RefusedAsync(host.Client, new JobListQuery { Limit = 1, Cursor = changed });
    }

    private Task RefusedAsync(IJobClient<Question, Answer> client, JobListQuery query) =>
        Assert.ThrowsAsync<ArgumentException>(() => client.ListAsync(query, Cancelled));

    private async Task<List<string>> CreateAsync(EngineHost host, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await host.CreateAsync()).Id);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return ids;
    }

    private async Task<List<JobList>> PagesAsync(IJobClient<Question, Answer> client, JobListQuery query)
    {
        var pages = new List<JobList>();
        do
        {
            pages.Add(await client.ListAsync(query, Cancelled));
            query = query with { Cursor = pages[^1].Next };
        } while (query.Cursor is not null);

        return pages;
    }
}
