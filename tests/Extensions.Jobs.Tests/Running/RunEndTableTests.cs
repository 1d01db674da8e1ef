using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>The table of ends: by what the run ended, and what was asked meanwhile.</summary>
public sealed class RunEndTableTests : EngineTests
{
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(7);
    private static readonly JobError _error = new("It did not work");

    private readonly TestClock _clock = new();

    public enum RunEnd
    {
        Success,
        Failure,
        Retry,
        LastRetry,
        Exception,
        LastException,
        OwnCancel,
        TimeOut,
        LastTimeOut,
        HostStop,
    }

    public enum Ask
    {
        Nothing,
        Cancel,
        Delete,
    }

    [Theory]
    [InlineData(RunEnd.Success, JobState.Succeeded, JobState.Succeeded)]
    [InlineData(RunEnd.Failure, JobState.Failed, JobState.Failed)]
    [InlineData(RunEnd.Retry, JobState.Queued, JobState.Cancelled)]
    [InlineData(RunEnd.LastRetry, JobState.Failed, JobState.Cancelled)]
    [InlineData(RunEnd.Exception, JobState.Queued, JobState.Cancelled)]
    [InlineData(RunEnd.LastException, JobState.Failed, JobState.Cancelled)]
    [InlineData(RunEnd.OwnCancel, JobState.Cancelled, JobState.Cancelled)]
    [InlineData(RunEnd.TimeOut, JobState.Queued, JobState.Cancelled)]
    [InlineData(RunEnd.LastTimeOut, JobState.Failed, JobState.Cancelled)]
    [InlineData(RunEnd.HostStop, JobState.Queued, JobState.Cancelled)]
    public async Task The_end_of_a_run_and_what_was_asked_decide(RunEnd end, JobState nothing, JobState cancel)
    {
        Assert.Equal(nothing, (await EndAsync(end, Ask.Nothing)).State);

        var cancelled = await EndAsync(end, Ask.Cancel);
        Assert.Equal(cancel, cancelled.State);
        Assert.NotNull(cancelled.CancelRequested);

        var deleted = await EndAsync(end, Ask.Delete);
        Assert.NotNull(deleted.Removed);
        Assert.Equal(JobRemoval.Deleted, deleted.Removal);
    }

    private async Task<JobHeader> EndAsync(RunEnd end, Ask ask)
    {
        var host = await StartAsync(
            Runs.Work,
            job =>
            {
                job.MaxAttempts = end is RunEnd.LastRetry or RunEnd.LastException or RunEnd.LastTimeOut ? 1 : 3;
                job.ExecutionTimeout = _timeout;
            },
            // The time-out must not also end the lease, which would then decide the end.
            jobs => jobs.LeaseDuration = TimeSpan.FromDays(1),
            services: services => services.Set(_clock)
        );
        var job = await host.CreateAsync();
        var run = await Runs.NextAsync();

        if (end is RunEnd.TimeOut or RunEnd.LastTimeOut)
        {
            await _clock.PassAsync(_timeout, Cancelled);
            await run.Told;
        }

        var stopped = end == RunEnd.HostStop ? host.StopAsync() : Task.CompletedTask;
        await AskAsync(host, job, run, ask);
        End(run, end);

        await stopped;
        if (ask == Ask.Delete)
        {
            await host.Client.RemovalOfAsync(job, Cancelled);
        }
        else if (end != RunEnd.HostStop)
        {
            await host.WhenAsync(job, status => status.Status is not (JobStatus.Running or JobStatus.Cancelling));
        }

        await host.StopAsync();
        return await host.HeaderOfAsync(job);
    }

    private async Task AskAsync(EngineHost host, JobStatus job, HeldRun run, Ask ask)
    {
        switch (ask)
        {
            case Ask.Cancel:
                Assert.Equal(JobStatus.Cancelling, (await host.Client.CancelAsync(job.Id, Cancelled)).Status);
                break;
            case Ask.Delete:
                Assert.Equal(JobStatus.Cancelling, (await host.Client.DeleteAsync(job.Id, null, Cancelled))!.Status);
                break;
            default:
                return;
        }

        await run.Told;
    }

    private static void End(HeldRun run, RunEnd end)
    {
        switch (end)
        {
            case RunEnd.Success:
                run.Return(new Answer());
                break;
            case RunEnd.Failure:
                run.Return(JobExecutionResult.Failed(_error));
                break;
            case RunEnd.Retry or RunEnd.LastRetry:
                run.Return(JobExecutionResult.Retry(TimeSpan.FromHours(1), _error));
                break;
            case RunEnd.Exception or RunEnd.LastException:
                run.Throw(new InvalidOperationException());
                break;
            case RunEnd.OwnCancel:
                run.Return(JobExecutionResult.Cancelled());
                break;
            default:
                run.Obey();
                break;
        }
    }
}
