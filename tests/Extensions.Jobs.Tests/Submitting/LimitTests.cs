using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>How many jobs there may be.</summary>
public sealed class LimitTests : EngineTests
{
    [Fact]
    public async Task A_queue_that_is_full_refuses_until_a_job_has_started()
    {
        var host = await StartAsync(Runs.Work, job => (job.MaxConcurrency, job.MaxQueueLength) = (1, 2));
        await host.CreateAsync();
        var running = await Runs.NextAsync();
        await host.CreateAsync();
        await host.CreateAsync();

        var refusal = await Assert.ThrowsAsync<JobLimitException>(() => host.CreateAsync());
        running.Return(new Answer());
        await Runs.NextAsync();
        await host.CreateAsync();

        Assert.Equal((JobLimit.QueueLength, 2), (refusal.Limit, refusal.Value));
        Assert.Contains("JobOptions.MaxQueueLength", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_with_too_many_unfinished_jobs_is_refused_and_nobody_else()
    {
        var host = await StartAsync(Runs.Work, job => (job.MaxConcurrency, job.MaxUnfinishedPerOwner) = (1, 2));
        var ann = host.Client.For("ann");
        await ann.CreateAsync(new Question(), null, Cancelled);
        var running = await Runs.NextAsync();
        await ann.CreateAsync(new Question(), null, Cancelled);

        var refusal = await Assert.ThrowsAsync<JobLimitException>(() =>
            host.CreateAsync(new CreateJobOptions { Owner = "ann" })
        );
        await host.Client.For("bob").CreateAsync(new Question(), null, Cancelled);
        running.Return(new Answer());
        await Runs.NextAsync();
        await ann.CreateAsync(new Question(), null, Cancelled);

        Assert.Equal((JobLimit.UnfinishedPerOwner, 2), (refusal.Limit, refusal.Value));
        Assert.Contains("JobOptions.MaxUnfinishedPerOwner", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_without_an_owner_are_not_counted_together()
    {
        var host = await StartAsync(Runs.Work, job => job.MaxUnfinishedPerOwner = 1);

        for (var i = 0; i < 5; i++)
        {
            await host.CreateAsync();
            await host.Client.For("").CreateAsync(new Question(), null, Cancelled);
        }
    }

    [Fact]
    public async Task Null_means_no_limit()
    {
        var host = await StartAsync(
            Runs.Work,
            job => (job.MaxConcurrency, job.MaxQueueLength, job.MaxUnfinishedPerOwner) = (1, null, null)
        );

        for (var i = 0; i < 50; i++)
        {
            await host.CreateAsync(new CreateJobOptions { Owner = "ann" });
        }
    }

    [Fact]
    public async Task A_retry_is_never_refused_for_a_limit()
    {
        var host = await StartAsync(
            Runs.Work,
            job =>
            {
                (job.MaxConcurrency, job.MaxQueueLength) = (1, 1);
                job.RetryDelay = TimeSpan.FromHours(1);
            }
        );
        var retried = await host.CreateAsync();
        var run = await Runs.NextAsync();
        await host.CreateAsync();

        run.Throw(new InvalidOperationException());
        var waiting = await host.WhenAsync(retried, job => job.Due is not null);

        Assert.Equal(JobStatus.Queued, waiting.Status);
    }
}
