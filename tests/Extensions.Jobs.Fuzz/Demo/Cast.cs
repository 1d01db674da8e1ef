using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MvcDemo.Ping;

namespace Extensions.Jobs.Fuzz;

/// <summary>One job in each stage. One that a request has changed is replaced by a new one.</summary>
internal sealed class Cast(IServiceProvider services)
{
    private readonly IJobClient<PingRequest, PingResponse> _pings = services.GetRequiredService<
        IJobClient<PingRequest, PingResponse>
    >();
    private readonly IJobClient<StubbornRequest, NoOutput> _stubborn = services.GetRequiredService<
        IJobClient<StubbornRequest, NoOutput>
    >();
    private readonly ConcurrentDictionary<Stage, CastJob> _jobs = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async Task<CastJob> InAsync(Stage stage)
    {
        if (!_jobs.TryGetValue(stage, out var job))
        {
            _jobs[stage] = job = await MakeAsync(stage);
        }

        return job;
    }

    /// <summary>A request may have changed this job.</summary>
    public void Replace(Stage stage)
    {
        if (stage is not (Stage.Deleted or Stage.Expired or Stage.Unknown))
        {
            _jobs.TryRemove(stage, out _);
        }
    }

    /// <summary>Stores a job: whatever was on its way into the store before is in it then.</summary>
    public async Task StoreAsync() => await PingAsync("a", 0, due: DateTimeOffset.MaxValue);

    private async Task<CastJob> MakeAsync(Stage stage) =>
        stage switch
        {
            Stage.Queued => Of(await PingAsync("a", 0, due: DateTimeOffset.MaxValue)),
            Stage.Retrying => Of(
                await UntilAsync(
                    _pings,
                    await PingAsync("crash", 0),
                    job => job is { Status: JobStatus.Queued, Due: not null }
                )
            ),
            Stage.Running => Of(
                await UntilAsync(_pings, await PingAsync("a", 3600), job => job.Status == JobStatus.Running)
            ),
            Stage.Cancelling => Of(await CancellingAsync()),
            Stage.Succeeded => Of(await EndedAsync("a")),
            Stage.WithoutOutput => Of(await StubbornAsync("succeed", job => job.IsFinal)),
            Stage.OutputDeleted => Of(
                (await _pings.DeleteOutputAsync((await EndedAsync("a")).Id, null, CancellationToken))!
            ),
            Stage.Failed => Of(await EndedAsync("fail")),
            Stage.Cancelled => Of(
                await _pings.CancelAsync((await PingAsync("a", 0, due: DateTimeOffset.MaxValue)).Id, CancellationToken)
            ),
            Stage.Deleted => await DeletedAsync(),
            Stage.Expired => await ExpiredAsync(),
            _ => new CastJob("ping", "0193f5c7a5b07d5e9f3c2b1a09876543", "1"),
        };

    private Task<JobStatus> PingAsync(string message, double seconds, DateTimeOffset? due = null) =>
        _pings.CreateAsync(new PingRequest(message, seconds), new CreateJobOptions { Due = due }, CancellationToken);

    private async Task<JobStatus> EndedAsync(string message) =>
        await UntilAsync(_pings, await PingAsync(message, 0), job => job.IsFinal);

    private async Task<JobStatus> StubbornAsync(string message, Func<JobStatus, bool> condition)
    {
        var created = await _stubborn.CreateAsync(new StubbornRequest(message), null, CancellationToken);
        return await UntilAsync(_stubborn, created, condition);
    }

    private async Task<JobStatus> CancellingAsync()
    {
        var running = await StubbornAsync("stay", job => job.Status == JobStatus.Running);
        return await _stubborn.CancelAsync(running.Id, CancellationToken);
    }

    private async Task<CastJob> DeletedAsync()
    {
        var ended = await EndedAsync("a");
        await _pings.DeleteAsync(ended.Id, null, CancellationToken);
        return Of(ended);
    }

    private async Task<CastJob> ExpiredAsync()
    {
        var created = await _stubborn.CreateAsync(new StubbornRequest("fail"), null, CancellationToken);
        try
        {
            await UntilAsync(_stubborn, created, _ => false);
        }
        catch (JobRemovedException)
        {
            // That is what it was made for.
        }

        return Of(created);
    }

    private static async Task<JobStatus> UntilAsync<TInput, TOutput>(
        IJobClient<TInput, TOutput> client,
        JobStatus job,
        Func<JobStatus, bool> condition
    )
        where TInput : notnull
    {
        while (!condition(job))
        {
            job = await client.WaitAsync(job.Id, TimeSpan.FromSeconds(1), job.Version, CancellationToken);
        }

        return job;
    }

    private static CastJob Of(JobStatus job) => new(job.Type, job.Id, $"{job.Version}");
}
