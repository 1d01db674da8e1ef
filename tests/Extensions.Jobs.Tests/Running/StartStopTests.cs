using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>Hosts that start and stop all the time lose nothing and leave nothing behind.</summary>
public sealed class StartStopTests : EngineTests
{
    private readonly InMemoryJobStore _store = NewStore();

    [Fact]
    public async Task Many_hosts_that_start_and_stop_in_parallel_run_each_job_to_one_end_and_leave()
    {
        var created = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled },
            async (i, _) =>
            {
                var host = await StartHostAsync();
                for (var j = 0; j < 3; j++)
                {
                    created.Add((await host.CreateAsync()).Id);
                }

                if (i % 2 == 0)
                {
                    await Task.Yield();
                }

                await host.DisposeAsync();
            }
        );
        Assert.Empty(LiveNodes());

        var last = await StartHostAsync();
        foreach (var id in created)
        {
            var end = await last.Client.WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancelled);
            Assert.Equal((JobStatus.Succeeded, null), (end.Status, end.Attempt));
        }

        await last.DisposeAsync();
        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task A_first_request_that_meets_the_stop_leaves_no_node_behind()
    {
        for (var i = 0; i < 50; i++)
        {
            var host = new EngineHost(Build(), Cancelled);
            await host.StartAsync();
            var request = Task.Run(() => host.CreateAsync(), Cancelled);
            await host.StopAsync();
            await request;
            await host.DisposeAsync();
        }

        Assert.Empty(LiveNodes());
    }

    [Fact]
    public async Task A_host_that_is_disposed_without_a_stop_ends_its_loops()
    {
        var beats = 0;
        var clock = new TestClock();
        var repository = new ScriptedRepository(NewStore(clock));
        repository.Beating = (_, beat) =>
        {
            beats++;
            return beat();
        };
        var host = Build(services => services.AddWork(Scripts.Echo).Services.Set(clock).Through(repository));
        await host.EndOfAsync(await host.CreateAsync());
        await clock.WhenAsleepAsync(TimeSpan.FromHours(8), Cancelled);

        await host.DisposeAsync();
        var left = beats;
        clock.Advance(TimeSpan.FromDays(1));

        Assert.InRange(beats, left, left + 1);
    }

    private async Task<EngineHost> StartHostAsync()
    {
        var host = new EngineHost(Build(), Cancelled);
        await host.StartAsync();
        return host;
    }

    private Microsoft.Extensions.Hosting.IHost Build() =>
        EngineHost.Build(services => services.AddWork(Scripts.Echo).Services.Share(_store));

    private IReadOnlyList<JobNode> LiveNodes()
    {
        var asking = new JobNode(Guid.NewGuid().ToString("N"), 0, new Dictionary<string, NodeWork>());
        var answer = _store.Beat(asking, []);
        _store.Beat(asking with { Beat = 1 }, [asking]);
        return answer.Others;
    }
}
