using System.Threading.Channels;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>
/// Tells the queue of jobs that are due: now, or at their time. A hint alone: what is lost here, the poll or the recovery finds.
/// </summary>
internal sealed partial class JobEnqueuer(
    IJobQueue queue,
    JobClock clock,
    TimeProvider time,
    ILogger<JobEnqueuer> logger
)
{
    private const int MaxGroup = 256;

    /// <summary>How many jobs of the future are kept in mind.</summary>
    private const int MaxDelayed = 10_000;

    private readonly Channel<JobHeader> _jobs = Channel.CreateBounded<JobHeader>(
        new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    private readonly PriorityQueue<JobHeader, DateTimeOffset> _delayed = new();

    public void Enqueue(JobHeader job) => _jobs.Writer.TryWrite(job);

    /// <summary>Enqueues until cancelled, and then what is left and due.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var stop = stopping.Register(
            static writer => ((ChannelWriter<JobHeader>)writer!).TryComplete(),
            _jobs.Writer
        );
        while (await WaitAsync().ConfigureAwait(false))
        {
            var group = TakeDue();
            if (group.Count > 0)
            {
                await EnqueueAsync(group).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for a job, or for the time of the first delayed one.</summary>
    private async Task<bool> WaitAsync()
    {
        if (!_delayed.TryPeek(out _, out var due))
        {
            return await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false);
        }

        if (due - clock.Now is { } left && left > TimeSpan.Zero)
        {
            using var woken = new CancellationTokenSource();
            var arrives = _jobs.Reader.WaitToReadAsync(woken.Token).AsTask();
            await Task.WhenAny(arrives, time.SleepAsync(left, woken.Token)).ConfigureAwait(false);
            await woken.CancelAsync().ConfigureAwait(false);
            await ((Task)arrives).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !_jobs.Reader.Completion.IsCompleted;
    }

    private List<JobHeader> TakeDue()
    {
        var now = clock.Now;
        List<JobHeader> group = [];
        while (group.Count < MaxGroup && _delayed.TryPeek(out var first, out var due) && due <= now)
        {
            group.Add(first);
            _delayed.Dequeue();
        }

        while (group.Count < MaxGroup && _jobs.Reader.TryRead(out var job))
        {
            if (job.Due is not { } time || time <= now)
            {
                group.Add(job);
            }
            else if (_delayed.Count < MaxDelayed)
            {
                _delayed.Enqueue(job, time);
            }
        }

        return group;
    }

    private async Task EnqueueAsync(List<JobHeader> group)
    {
        try
        {
            await queue.EnqueueAsync(group, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogNotEnqueued(group.Count, failure.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} jobs could not be enqueued; they are stored, and will be found: {Reason}"
    )]
    private partial void LogNotEnqueued(int count, string reason);
}
