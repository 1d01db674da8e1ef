using System.Threading.Channels;
using Extensions.Jobs.Providers;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// One stream of the status of a job: snapshots, of which a slow reader may miss some, never the last. It ends with the job, at the
/// end of its lifetime, and when the host stops or the reader goes.
/// </summary>
internal sealed class EventStream(
    HttpContext http,
    Stream output,
    JobPresenter presenter,
    EventStreamLimits limits,
    TimeProvider time
)
{
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    private readonly EventWriter _events = new(http, output, presenter);
    private readonly Channel<JobStatus> _news = Channel.CreateBounded<JobStatus>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private JobStatus? _sent;
    private long _sentAt;
    private long _writtenAt;
    private Task<bool>? _arrival;

    public async Task RunAsync(string id, long? known, Func<CancellationToken, IAsyncEnumerable<JobStatus>> watch)
    {
        using var lifetime = new CancellationTokenSource(limits.Lifetime, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            lifetime.Token,
            limits.HostStopping,
            http.RequestAborted
        );
        var reading = ReadAsync(watch, ending.Token);
        try
        {
            await _events.RetryAsync(ending.Token);
            _writtenAt = time.GetTimestamp();
            await SendAllAsync(known, ending.Token);
            if (await reading)
            {
                await _events.DeletedAsync(id, ending.Token);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes over what happens to the job, while the writer may be busy.</summary>
    /// <returns>Whether it is gone.</returns>
    private async Task<bool> ReadAsync(
        Func<CancellationToken, IAsyncEnumerable<JobStatus>> watch,
        CancellationToken ending
    )
    {
        try
        {
            await foreach (var status in watch(ending))
            {
                _news.Writer.TryWrite(status);
            }

            return false;
        }
        catch (Exception failure) when (failure is JobNotFoundException or JobRemovedException)
        {
            return true;
        }
        catch (JobStoreException)
        {
            // The reader comes back, and then hears how it is.
            return false;
        }
        finally
        {
            _news.Writer.TryComplete();
        }
    }

    /// <summary>Sends until there will be nothing more.</summary>
    private async Task SendAllAsync(long? known, CancellationToken ending)
    {
        JobStatus? next = null;
        while (await HasArrivedAsync(UntilWrite(next), ending) is not false)
        {
            while (_news.Reader.TryRead(out var status))
            {
                next = status.Version == known ? null : status;
                // It is about the first alone: what a later one is cannot be known yet.
                known = null;
            }

            if (UntilWrite(next) <= TimeSpan.Zero)
            {
                await WriteAsync(next, ending);
                next = null;
            }
        }

        if (next is not null)
        {
            await WriteAsync(next, ending);
        }
    }

    /// <summary>True: there is news; null: not within the time; false: there will be no more.</summary>
    private async Task<bool?> HasArrivedAsync(TimeSpan limit, CancellationToken ending)
    {
        _arrival ??= _news.Reader.WaitToReadAsync(ending).AsTask();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ending);
        await Task.WhenAny(_arrival, Task.Delay(limit, time, waiting.Token));
        await waiting.CancelAsync();
        ending.ThrowIfCancellationRequested();
        if (!_arrival.IsCompleted)
        {
            return null;
        }

        var hasArrived = await _arrival;
        _arrival = null;
        return hasArrived;
    }

    /// <summary>A change of the status goes at once, progress after a pause; where there is nothing, a sign of life is due.</summary>
    private TimeSpan UntilWrite(JobStatus? next)
    {
        var left =
            next is null ? _heartbeat - time.GetElapsedTime(_writtenAt)
            : next.Status == _sent?.Status ? _pause - time.GetElapsedTime(_sentAt)
            : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task WriteAsync(JobStatus? next, CancellationToken ending)
    {
        _writtenAt = time.GetTimestamp();
        if (next is null)
        {
            await _events.HeartbeatAsync(ending);
            return;
        }

        _sent = next;
        _sentAt = _writtenAt;
        await _events.StatusAsync(next, ending);
    }
}
