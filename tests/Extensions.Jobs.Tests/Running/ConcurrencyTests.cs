using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Running;

/// <summary>How many jobs run at once.</summary>
public sealed class ConcurrencyTests : EngineTests
{
    private int _running;
    private int _most;

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(3, 300)]
    public async Task A_type_never_runs_more_jobs_at_once_than_it_may(int limit, int count)
    {
        var host = await StartAsync(CountedAsync, job => job.MaxConcurrency = limit);

        var jobs = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => host.CreateAsync()));
        var ends = await Task.WhenAll(jobs.Select(host.EndOfAsync));

        Assert.All(ends, end => Assert.Equal((JobStatus.Succeeded, null), (end.Status, end.Attempt)));
        Assert.InRange(_most, 1, limit);
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task All_slots_are_used_and_no_more()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxConcurrency = 5);
        for (var i = 0; i < 8; i++)
        {
            await host.CreateAsync();
        }

        var runs = new List<HeldRun>();
        for (var i = 0; i < 5; i++)
        {
            runs.Add(await Runs.NextAsync());
        }

        var list = await host.Client.ListAsync(new JobListQuery { Status = [JobStatus.Running] }, Cancelled);
        Assert.Equal(runs.Select(run => run.Job.Id).Order(), list.Items.Select(job => job.Id).Order());
        Assert.Equal(0, Runs.Waiting);

        runs[0].Return(new Answer());
        await Runs.NextAsync();
    }

    [Fact]
    public async Task A_type_that_is_full_keeps_no_other_type_from_running()
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Runs.Work, job => job.MaxConcurrency = 1);
            services.AddSingleton<Work<Question, int>>((_, _, _) => Task.FromResult<JobExecutionResult<int>>(7));
            services.AddJobs().AddWorker<Question, int, ScriptedWorker<Question, int>>("seven");
        });
        await host.CreateAsync();
        await host.CreateAsync();
        var held = await Runs.NextAsync();

        var end = await host.ClientOf<Question, int>().RunAsync(new Question(), Cancelled);

        Assert.Equal(JobStatus.Succeeded, end.Status);
        Assert.Equal(0, Runs.Waiting);
        held.Return(new Answer());
        await Runs.NextAsync();
    }

    [Fact]
    public async Task A_slot_is_free_again_however_a_run_ended()
    {
        var host = await StartAsync(Runs.Work, job => (job.MaxConcurrency, job.MaxAttempts) = (1, 1));
        JobExecutionResult<Answer>?[] results =
        [
            null,
            new Answer(),
            JobExecutionResult.Failed(new JobError("no")),
            JobExecutionResult.Cancelled(),
        ];
        foreach (var result in results)
        {
            await host.CreateAsync();
            (await Runs.NextAsync()).Return(result!);
        }

        await host.CreateAsync();
        (await Runs.NextAsync()).Throw(new InvalidOperationException());
        await host.CreateAsync();
        await Runs.NextAsync();
    }

    private async Task<JobExecutionResult<Answer>> CountedAsync(
        Question question,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        var now = Interlocked.Increment(ref _running);
        for (var most = _most; now > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, now, most);
        }

        await Task.Yield();
        Interlocked.Decrement(ref _running);
        return new Answer();
    }
}
