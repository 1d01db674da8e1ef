using System.Collections.Concurrent;
using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Tests.Upkeep;

/// <summary>Workers clean up outputs that live elsewhere: at least once, and nobody waits for it.</summary>
public sealed class OutputCleanupTests : EngineTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly TestClock _clock = new();
    private readonly InMemoryJobStore _store;
    private readonly Files _files = new();
    private readonly LogRecorder _log = new();

    public OutputCleanupTests() => _store = NewStore(_clock);

    [Fact]
    public async Task A_deleted_output_is_cleaned_up_with_all_that_is_known_of_it()
    {
        var host = await StartAsync();
        var end = await host.Client.RunAsync(new Question("report"), Cancelled);

        await host.Client.DeleteOutputAsync(end.Id, null, Cancelled);
        await PassAsync(UpkeepClock.Interval);

        Assert.Equal([(end.Id, "report", "/files/report")], _files.Deleted);
        await HasPayloadsAsync(host, end, hasInput: true, hasOutput: false);
        Assert.Equal(JobStatusOutput.Deleted, (await host.Client.GetStatusAsync(end.Id, Cancelled)).Output.State);
        await PassAsync(10 * _minute);
        Assert.Single(_files.Deleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_output_of_a_removed_job_is_cleaned_up(bool expires)
    {
        var host = await StartAsync();
        var end = await host.RunAsync();

        if (expires)
        {
            await PassAsync(TimeSpan.FromHours(1));
        }
        else
        {
            Assert.Null(await host.Client.DeleteAsync(end.Id, null, Cancelled));
        }

        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(end.Id, Assert.Single(_files.Deleted).Id);
        await HasPayloadsAsync(host, end, hasInput: false, hasOutput: false);
    }

    [Fact]
    public async Task The_output_of_a_job_that_was_deleted_while_it_ran_is_cleaned_up()
    {
        var host = await StartAsync();
        var running = _files.HoldRun();
        var job = await host.CreateAsync();
        await running.Started.Task.WaitAsync(Cancelled);
        await host.Client.DeleteAsync(job.Id, null, Cancelled);
        running.MayEnd.SetResult();
        await host.Client.RemovalOfAsync(job, Cancelled);

        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(job.Id, Assert.Single(_files.Deleted).Id);
        await HasPayloadsAsync(host, job, hasInput: false, hasOutput: false);
    }

    [Fact]
    public async Task A_clean_up_that_throws_is_tried_again_after_a_minute_doubled_each_time()
    {
        _files.Failing = 3;
        var host = await StartAsync();
        var end = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);

        await PassAsync(UpkeepClock.Interval);
        Assert.Equal(1, _files.Asked);
        await HasPayloadsAsync(host, end, hasInput: true, hasOutput: true);
        await PassAsync(_minute - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _files.Asked);
        await PassAsync(UpkeepClock.Interval);
        Assert.Equal(2, _files.Asked);
        await PassAsync(2 * _minute);
        Assert.Equal(3, _files.Asked);
        await PassAsync((4 * _minute) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, _files.Asked);
        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(end.Id, Assert.Single(_files.Deleted).Id);
        await HasPayloadsAsync(host, end, hasInput: false, hasOutput: false);
        Assert.Equal(
            3,
            _log.Of(LogLevel.Warning).Count(text => text.Contains("could not be cleaned up", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_tombstone_is_not_forgotten_while_its_clean_up_is_owed()
    {
        _files.Failing = 1;
        var host = await StartAsync();
        var end = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);

        await PassAsync(UpkeepClock.Interval);
        Assert.NotNull(await host.FindAsync(end, JobParts.Header));
        await PassAsync(_minute);
        await PassAsync(UpkeepClock.Interval);

        Assert.Single(_files.Deleted);
        Assert.Null(await host.FindAsync(end, JobParts.Header));
    }

    [Fact]
    public async Task One_node_at_a_time_cleans_up_and_nobody_waits_for_it()
    {
        var first = await StartAsync();
        var deletion = _files.HoldDeletion();
        var end = await first.RunAsync();
        Assert.Null(await first.Client.DeleteAsync(end.Id, null, Cancelled));
        await _clock.PassAsync(UpkeepClock.Interval, Cancelled, sleepers: 3);
        await deletion.Started.Task.WaitAsync(Cancelled);

        await StartAsync(asleep: 5);
        await _clock.PassAsync(UpkeepClock.Interval, Cancelled, sleepers: 5);
        await _clock.WhenAsleepAsync(UpkeepClock.Interval, Cancelled, sleepers: 5);
        Assert.Equal(1, _files.Asked);

        deletion.MayEnd.SetResult();
        await _clock.WhenAsleepAsync(UpkeepClock.Interval, Cancelled, sleepers: 6);
        Assert.Single(_files.Deleted);
    }

    [Fact]
    public async Task A_clean_up_that_never_ends_has_failed_after_a_minute()
    {
        var host = await StartAsync();
        var deletion = _files.HoldDeletion();
        var end = await host.RunAsync();
        var other = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);
        await host.Client.DeleteAsync(other.Id, null, Cancelled);
        await _clock.PassAsync(UpkeepClock.Interval, Cancelled, sleepers: 3);

        await deletion.Started.Task.WaitAsync(Cancelled);
        await _clock.PassAsync(_minute, Cancelled);
        await PassAsync(UpkeepClock.Interval);

        var ids = new[] { end.Id, other.Id };
        Assert.Equal(ids.Order(), _files.Deleted.Select(file => file.Id).Distinct().Order());
    }

    [Fact]
    public async Task Many_outputs_are_cleaned_up_in_one_pass()
    {
        var host = await StartAsync();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 110).Select(_ => host.RunAsync()));
        foreach (var job in jobs)
        {
            await host.Client.DeleteAsync(job.Id, null, Cancelled);
        }

        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(jobs.Select(job => job.Id).Order(), _files.Deleted.Select(file => file.Id).Order());
    }

    [Fact]
    public async Task A_clean_up_whose_node_has_died_is_taken_over_after_a_minute()
    {
        var first = await StartAsync();
        var deletion = _files.HoldDeletion();
        var end = await first.RunAsync();
        await first.Client.DeleteAsync(end.Id, null, Cancelled);
        await _clock.PassAsync(UpkeepClock.Interval, Cancelled, sleepers: 3);
        await deletion.Started.Task.WaitAsync(Cancelled);
        await first.StopAsync();

        await StartAsync();
        await PassAsync(_minute - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_files.Deleted);
        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(end.Id, Assert.Single(_files.Deleted).Id);
    }

    [Fact]
    public async Task A_clean_up_that_never_ends_keeps_no_host_from_stopping()
    {
        var host = await StartAsync();
        var deletion = _files.HoldDeletion();
        var end = await host.RunAsync();
        await host.Client.DeleteAsync(end.Id, null, Cancelled);
        await _clock.PassAsync(UpkeepClock.Interval, Cancelled, sleepers: 3);
        await deletion.Started.Task.WaitAsync(Cancelled);

        await host.StopAsync();

        Assert.Empty(_store.Beat(new JobNode("other", 0, new Dictionary<string, NodeWork>()), []).Others);
    }

    [Fact]
    public async Task Jobs_that_made_no_output_are_not_cleaned_up()
    {
        var host = await StartAsync();
        var end = await host.Client.RunAsync(new Question("fail"), Cancelled);
        await host.Client.DeleteAsync(end.Id, null, Cancelled);
        var queued = await host.CreateAsync(new CreateJobOptions { Due = _clock.GetUtcNow().AddHours(1) });
        await host.Client.DeleteAsync(queued.Id, null, Cancelled);

        await PassAsync(UpkeepClock.Interval);

        Assert.Equal(0, _files.Asked);
        await HasPayloadsAsync(host, queued, hasInput: false, hasOutput: false);
    }

    [Fact]
    public async Task A_node_without_the_worker_leaves_the_clean_up_to_one_that_has_it()
    {
        var first = await StartAsync();
        var end = await first.RunAsync();
        await first.StopAsync();
        var front = await StartAsync(services =>
        {
            services.Set(_clock).Share(_store);
            services
                .AddJobs(jobs => jobs.RecoveryInterval = UpkeepClock.Interval)
                .UseStore(EngineServices.Lasting)
                .AddType<Question, Answer>(new JobDeclaration("question", typeof(Question), typeof(Answer)), null);
        });
        await front.Client.DeleteAsync(end.Id, null, Cancelled);
        await PassAsync(UpkeepClock.Interval);
        await HasPayloadsAsync(front, end, hasInput: true, hasOutput: true);
        await front.StopAsync();

        await StartAsync();

        Assert.Equal(end.Id, Assert.Single(_files.Deleted).Id);
    }

    private Task PassAsync(TimeSpan time) => _clock.PassUpkeepAsync(time, Cancelled);

    private static async Task HasPayloadsAsync(EngineHost host, JobStatus job, bool hasInput, bool hasOutput)
    {
        var stored = await host.FindAsync(job, JobParts.Input | JobParts.Output);
        Assert.Equal(
            (hasInput, hasOutput),
            stored is null ? (false, false) : (!stored.Input.IsEmpty, !stored.Output.IsEmpty)
        );
    }

    /// <summary>Starts a host, and waits until its first upkeep is done.</summary>
    private async Task<EngineHost> StartAsync(int asleep = 3)
    {
        var host = await StartAsync(services =>
        {
            services.AddSingleton(_files).Set(_clock).Share(_store).Log(_log);
            services
                .AddJobs(jobs =>
                    (jobs.RecoveryInterval, jobs.TombstoneLifetime) = (UpkeepClock.Interval, TimeSpan.Zero)
                )
                .AddWorker<Question, Answer, FileWorker>(job => job.SucceededRetention = TimeSpan.FromHours(1));
        });
        await _clock.WhenAsleepAsync(UpkeepClock.Interval, Cancelled, asleep);
        return host;
    }

    public sealed class Hold
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync()
        {
            Started.TrySetResult();
            return MayEnd.Task;
        }
    }

    /// <summary>Where the outputs of these workers live.</summary>
    public sealed class Files
    {
        private Hold? _run;
        private Hold? _deletion;
        private int _asked;

        public ConcurrentQueue<(string Id, string Question, string Answer)> Deleted { get; } = new();

        /// <summary>How many deletions throw.</summary>
        public int Failing { get; set; }

        public int Asked => _asked;

        public Hold HoldRun() => _run = new Hold();

        public Hold HoldDeletion() => _deletion = new Hold();

        public Task RunAsync() => Interlocked.Exchange(ref _run, null)?.PassAsync() ?? Task.CompletedTask;

        public async Task DeleteAsync(string id, Question question, Answer answer)
        {
            if (Interlocked.Increment(ref _asked) <= Failing)
            {
                throw new IOException("the disk is away");
            }

            await (Interlocked.Exchange(ref _deletion, null)?.PassAsync() ?? Task.CompletedTask);
            Deleted.Enqueue((id, question.Text, answer.Text));
        }
    }

    public sealed class FileWorker(Files files) : IWorker<Question, Answer>, IOutputCleanup<Question, Answer>
    {
        public async Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        )
        {
            await files.RunAsync();
            return input.Text == "fail"
                ? JobExecutionResult.Failed(new JobError("no"))
                : new Answer("/files/" + input.Text);
        }

        public Task DeleteOutputAsync(
            string jobId,
            Question input,
            Answer output,
            CancellationToken cancellationToken
        ) => files.DeleteAsync(jobId, input, output);
    }
}
