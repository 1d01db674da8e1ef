using System.Collections.Concurrent;
using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Upkeep;

/// <summary>The jobs of nodes that have ended.</summary>
public sealed class RecoveryTests : EngineTests
{
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(4);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;

    public RecoveryTests() => _store = NewStore(_clock);

    [Fact]
    public async Task Several_nodes_that_recover_at_once_do_nothing_twice()
    {
        var lost = Lose(60);
        var runs = new ConcurrentBag<(string Id, int Attempt)>();
        var hosts = new List<EngineHost>();
        for (var i = 0; i < 4; i++)
        {
            hosts.Add(
                await StartAsync(
                    Scripts.Do(job =>
                    {
                        runs.Add((job.Id, job.Attempt));
                        return new Answer();
                    }),
                    services: services => services.Set(_clock).Share(_store)
                )
            );
        }

        foreach (var id in lost)
        {
            var end = await hosts[0].Client.WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancelled);
            Assert.Equal((JobStatus.Succeeded, 2), (end.Status, end.Attempt));
        }

        Assert.Equal(lost.Select(id => (id, 2)).Order(), runs.Order());
    }

    [Fact]
    public async Task All_jobs_of_a_large_node_are_taken_in_one_pass()
    {
        var lost = Lose(450);
        var host = await StartAsync(
            Scripts.Echo,
            job => job.MaxConcurrency = 100,
            services: services => services.Set(_clock).Share(_store)
        );

        foreach (var id in lost)
        {
            var end = await host.Client.WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancelled);
            Assert.Equal(JobStatus.Succeeded, end.Status);
        }
    }

    [Fact]
    public async Task A_job_that_cannot_be_taken_keeps_no_other_from_being_taken()
    {
        var lost = Lose(5);
        var repository = new ScriptedRepository(_store);
        repository.Updating = (update, save) =>
            update.Header.Id == lost[0] && update.Header.State == JobState.Queued
                ? throw new JobStoreException("damaged")
                : save();
        var host = await StartAsync(
            Scripts.Echo,
            jobs: jobs => jobs.RecoveryInterval = _recovery,
            services: services => services.Set(_clock).Through(repository)
        );
        foreach (var id in lost.Skip(1))
        {
            await host.Client.WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancelled);
        }

        await _clock.WhenAsleepAsync(_recovery, Cancelled, sleepers: 3);
        repository.Updating = static (_, save) => save();
        _clock.Advance(_recovery);

        var end = await host.Client.WaitAsync(lost[0], Timeout.InfiniteTimeSpan, null, Cancelled);
        Assert.Equal((JobStatus.Succeeded, 2), (end.Status, end.Attempt));
    }

    [Fact]
    public async Task Jobs_of_a_type_that_a_node_does_not_know_are_left_to_others()
    {
        var lost = Lose(1, "riddle").Single();
        var asked = new TaskCompletionSource();
        var repository = new ScriptedRepository(_store);
        repository.Querying = (query, read) =>
        {
            Assert.DoesNotContain("riddle", query.Names);
            if (query.Set == JobSet.Orphaned)
            {
                asked.TrySetResult();
            }

            return read();
        };
        await StartAsync(Scripts.Echo, services: services => services.Set(_clock).Through(repository));
        await asked.Task.WaitAsync(Cancelled);

        Assert.Equal(JobState.Running, _store.Find([lost], JobParts.Header).Single().Header.State);
    }

    [Fact]
    public async Task A_recovery_that_fails_is_tried_again()
    {
        var lost = Lose(1).Single();
        var repository = new ScriptedRepository(_store);
        repository.Querying = static (_, _) => throw new JobStoreException("down");
        var host = await StartAsync(
            Scripts.Echo,
            jobs: jobs => jobs.RecoveryInterval = _recovery,
            services: services => services.Set(_clock).Through(repository)
        );

        await _clock.WhenAsleepAsync(_recovery, Cancelled, sleepers: 3);
        repository.Querying = static (_, read) => read();
        _clock.Advance(_recovery);

        var end = await host.Client.WaitAsync(lost, Timeout.InfiniteTimeSpan, null, Cancelled);
        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    /// <summary>Jobs that a node ran when it ended.</summary>
    private List<string> Lose(int count, string name = "question")
    {
        var now = _clock.GetUtcNow();
        var node = new JobNode("lost", 0, new Dictionary<string, NodeWork>());
        _store.Beat(node, []);
        for (var i = 0; i < count; i++)
        {
            var job = new NewJob
            {
                Id = JobId.New(now),
                Name = name,
                Input = """{"text":"?"}"""u8.ToArray(),
            };
            _store.Add(JobTransitions.Create(job, now), JobLimits.None);
        }

        var claimed = _store.Claim(node.Id, [new JobDemand([name], count)], out _);
        _store.Beat(node with { Beat = 1 }, [node]);
        return [.. claimed.Select(job => job.Header.Id)];
    }
}
