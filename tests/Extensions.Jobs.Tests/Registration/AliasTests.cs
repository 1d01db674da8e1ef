using Extensions.Jobs.InMemory;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>A type that was renamed serves the jobs of its old names.</summary>
public sealed class AliasTests : EngineTests
{
    private static readonly TimeSpan _poll = TimeSpan.FromSeconds(1);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Jobs_of_an_old_name_are_found_listed_and_run()
    {
        var store = NewStore(_clock);
        var old = await StartAsync(store, Scripts.Echo, "riddle");
        var finished = await old.RunAsync();
        var waiting = await old.CreateAsync(new CreateJobOptions { Due = _clock.GetUtcNow() + _poll });
        await old.StopAsync();

        var host = await StartAsync(store, Scripts.Echo, "question", job => job.Aliases.Add("riddle"));
        var list = await host.Client.ListAsync(new JobListQuery(), Cancelled);

        Assert.Equal("riddle", finished.Type);
        Assert.Equivalent(new[] { waiting.Id, finished.Id }, list.Items.Select(job => job.Id), strict: true);
        Assert.All(list.Items, job => Assert.Equal("question", job.Type));
        Assert.Equal(new Answer("?"), (await host.Client.GetOutputAsync(finished.Id, Cancelled)).Value);

        await _clock.PassAsync(_poll, Cancelled, sleepers: 2);
        var end = await host.EndOfAsync(waiting);

        Assert.Equal((JobStatus.Succeeded, "question"), (end.Status, end.Type));
    }

    [Fact]
    public async Task Jobs_of_old_and_new_names_share_the_slots_of_their_type()
    {
        var store = NewStore(_clock);
        var old = await StartAsync(store, Scripts.Echo, "riddle");
        var waiting = await old.CreateAsync(new CreateJobOptions { Due = _clock.GetUtcNow() + _poll });
        await old.StopAsync();

        var host = await StartAsync(
            store,
            Runs.Work,
            "question",
            job =>
            {
                job.Aliases.Add("riddle");
                job.MaxConcurrency = 1;
            }
        );
        await host.CreateAsync();
        var first = await Runs.NextAsync();
        await _clock.PassAsync(_poll, Cancelled, sleepers: 2);
        await _clock.WhenAsleepAsync(_poll, Cancelled, sleepers: 2);

        Assert.Equal(0, Runs.Waiting);
        first.Return(new Answer());
        Assert.Equal(waiting.Id, (await Runs.NextAsync()).Job.Id);
    }

    [Fact]
    public async Task A_job_of_a_name_that_is_no_alias_is_not_found()
    {
        var store = NewStore(_clock);
        var old = await StartAsync(store, Scripts.Echo, "riddle");
        var host = await StartAsync(store, Scripts.Echo, "question");

        var job = await old.RunAsync();

        await Assert.ThrowsAsync<JobNotFoundException>(() => host.Client.GetStatusAsync(job.Id, Cancelled));
        Assert.Empty((await host.Client.ListAsync(new JobListQuery(), Cancelled)).Items);
    }

    private Task<EngineHost> StartAsync(
        InMemoryJobStore store,
        Work<Question, Answer> work,
        string name,
        Action<JobOptions>? job = null
    ) =>
        StartAsync(services =>
            services
                .AddSingleton(work)
                .Set(_clock)
                .Share(store)
                .AddJobs()
                .AddWorker<Question, Answer, ScriptedWorker<Question, Answer>>(name, job)
        );
}
