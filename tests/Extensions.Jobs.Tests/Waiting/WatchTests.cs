using System.Collections.Concurrent;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Waiting;

/// <summary>Following a job from change to change.</summary>
public sealed class WatchTests : EngineTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_watch_shows_the_job_now_and_after_each_change_and_ends_with_it()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await using var watch = host.Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);

        Assert.Equal(JobStatus.Running, (await NextAsync()).Status);
        run.Job.ReportProgress(10);
        Assert.Equal(10, (await NextAsync()).Progress);
        await host.Client.CancelAsync(job.Id, Cancelled);
        Assert.Equal(JobStatus.Cancelling, (await NextAsync()).Status);
        run.Obey();
        Assert.Equal(JobStatus.Cancelled, (await NextAsync()).Status);
        Assert.False(await watch.MoveNextAsync());

        async Task<JobStatus> NextAsync()
        {
            Assert.True(await watch.MoveNextAsync());
            return watch.Current;
        }
    }

    [Fact]
    public async Task A_slow_reader_misses_changes_but_never_the_last()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await using var watch = host.Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watch.MoveNextAsync());

        for (var i = 1; i <= 5; i++)
        {
            run.Job.ReportProgress(i);
            await _clock.PassAsync(TimeSpan.FromMilliseconds(500), Cancelled);
        }

        run.Return(new Answer());
        await host.EndOfAsync(job);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(JobStatus.Succeeded, watch.Current.Status);
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task No_watch_ever_misses_the_last_change_nor_goes_backwards()
    {
        var host = await StartAsync(
            Scripts.Echo,
            job => job.MaxConcurrency = 8,
            services: services => services.Set(_clock)
        );
        var watched = new ConcurrentBag<long[]>();

        await Parallel.ForAsync(
            0,
            200,
            Cancelled,
            async (_, _) =>
            {
                var job = await host.CreateAsync();
                var versions = new List<long>();
                var last = job;
                await foreach (var status in host.Client.WatchAsync(job.Id, Cancelled))
                {
                    versions.Add(status.Version);
                    last = status;
                }

                Assert.Equal(JobStatus.Succeeded, last.Status);
                watched.Add([.. versions]);
            }
        );

        Assert.Equal(200, watched.Count);
        Assert.All(watched, versions => Assert.Equal(versions.Distinct().Order(), versions));
    }

    [Fact]
    public async Task A_watch_ends_when_the_host_begins_to_stop()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        await Runs.NextAsync();
        await using var watch = host.Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watch.MoveNextAsync());
        Runs.LetGo();

        var stop = host.StopAsync();

        while (await watch.MoveNextAsync()) { }

        await stop;
    }

    [Fact]
    public async Task A_watch_that_its_reader_gives_up_throws()
    {
        var host = await StartAsync(Runs.Work);
        var job = await host.CreateAsync();
        await Runs.NextAsync();
        using var gone = new CancellationTokenSource();
        await using var watch = host.Client.WatchAsync(job.Id, gone.Token).GetAsyncEnumerator(Cancelled);
        Assert.True(await watch.MoveNextAsync());

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
    }

    [Fact]
    public async Task A_job_that_is_removed_meanwhile_is_told_as_removed()
    {
        var host = await StartAsync(Scripts.Echo, services: services => services.Set(_clock));
        var job = await host.CreateAsync(new CreateJobOptions { Due = _clock.GetUtcNow().AddHours(1) });
        await using var watch = host.Client.WatchAsync(job.Id, Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await watch.MoveNextAsync());

        await host.Client.DeleteAsync(job.Id, null, Cancelled);

        await Assert.ThrowsAsync<JobRemovedException>(async () => await watch.MoveNextAsync());
    }
}
