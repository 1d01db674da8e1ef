using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>
/// This process's lease: one small write every third of it, however many jobs run. It also opens the store, sets the clock, ends
/// nodes that have fallen silent, and hears of running jobs that were asked to stop.
/// </summary>
internal sealed partial class NodeLease(
    IJobRepository repository,
    JobClock clock,
    FleetWork fleet,
    JobWatch watch,
    IOptions<JobsOptions> options,
    TimeProvider time,
    ILogger<NodeLease> logger
)
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _beating = new(1, 1);
    private readonly SilentNodes _silent = new(time, options.Value.LeaseDuration);
    private readonly List<JobNode> _former = [];
    private long _heldSince = time.GetTimestamp();
    private Task? _opening;
    private volatile bool _isOpen;
    private volatile bool _hasLeft;

    /// <summary>The present id and lease.</summary>
    public NodeTenure Tenure { get; private set; } = new();

    /// <summary>Whether the store took the latest beat.</summary>
    public bool StoreAnswers { get; private set; }

    /// <summary>Completes when the store has been opened; opens it, if nobody has yet.</summary>
    /// <exception cref="JobStoreException">The store is down.</exception>
    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return ValueTask.CompletedTask;
        }

        lock (_gate)
        {
            // One try for all that wait: a store that hangs must not be asked by each of them in turn.
            if (_opening is not { IsCompleted: false })
            {
                _opening = BeatAsync(CancellationToken.None);
            }

            return new ValueTask(_opening.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Beats until cancelled, then leaves.</summary>
    public async Task RunAsync(CancellationToken left)
    {
        var backoff = new Backoff(time);
        while (!left.IsCancellationRequested)
        {
            try
            {
                await BeatAsync(left).ConfigureAwait(false);
                backoff.Reset();
                await PauseAsync(backoff, left).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (left.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                StoreAnswers = false;
                LogNotRenewed(failure.Message);
                await LoseIfOverAsync().ConfigureAwait(false);
                await backoff.WaitAsync(left).ConfigureAwait(false);
            }
        }

        await LeaveAsync().ConfigureAwait(false);
    }

    /// <summary>Until the next beat; a process that was taken for dead runs nothing before it, so it comes soon.</summary>
    private Task PauseAsync(Backoff backoff, CancellationToken left) =>
        Tenure.Beat < 0 ? backoff.WaitAsync(left) : time.SleepAsync(options.Value.LeaseDuration / 3, left);

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        await _beating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoseIfOverAsync().ConfigureAwait(false);
            var tenure = Tenure;
            var asked = time.GetTimestamp();
            var node = new JobNode(tenure.Id, tenure.Beat + 1, fleet.Own);
            var left =
                tenure.Beat < 0
                    ? options.Value.LeaseDuration
                    : options.Value.LeaseDuration - time.GetElapsedTime(_heldSince);
            tenure.Asked = node.Beat;
            var answer = await AskAsync(node, left, cancellationToken).ConfigureAwait(false);
            clock.Set(answer.Now);
            _isOpen = true;
            _former.Clear();
            _silent.Saw(answer.Others);
            fleet.Hear(answer.Others);
            if (!answer.Held)
            {
                LogEnded(tenure.Id);
                await LoseAsync().ConfigureAwait(false);
                return;
            }

            tenure.Beat = node.Beat;
            _heldSince = asked;
            StoreAnswers = true;
            watch.Look(answer.Requested);
            if (_hasLeft)
            {
                // A request opened the store of a host that has stopped: the node is not there to stay.
                await LeaveAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _beating.Release();
        }
    }

    /// <summary>A store that does not answer within the lease must not keep its end from being noticed.</summary>
    private async Task<NodeBeat> AskAsync(JobNode node, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            return await repository
                .BeatAsync(node, [.. _former, .. _silent.All], cancellationToken)
                .WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new JobStoreException("The store did not answer within the lease.");
        }
    }

    private async Task LoseIfOverAsync()
    {
        if (Tenure.Beat >= 0 && time.GetElapsedTime(_heldSince) >= options.Value.LeaseDuration)
        {
            LogOver(Tenure.Id);
            await LoseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Goes on under a new id, and ends the old one as soon as the store answers, if nobody else has.</summary>
    private async Task LoseAsync()
    {
        var lost = Tenure;
        _former.AddRange(PerhapsTaken(lost));
        Tenure = new NodeTenure();
        await lost.LoseAsync().ConfigureAwait(false);
    }

    private async Task LeaveAsync()
    {
        _hasLeft = true;
        if (Tenure.Asked < 0)
        {
            return;
        }

        try
        {
            var self = new JobNode(Tenure.Id, Tenure.Asked + 1, fleet.Own);
            await repository
                .BeatAsync(self, PerhapsTaken(Tenure), CancellationToken.None)
                .WaitAsync(ShutdownTimes.HandBackDelay, time)
                .ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            LogNotLeft(failure.Message);
        }
    }

    // A beat whose answer nobody waited for has been taken, or not: the node stands at one or the other.
    private JobNode[] PerhapsTaken(NodeTenure tenure)
    {
        var last = new JobNode(tenure.Id, tenure.Beat, fleet.Own);
        return tenure.Asked == tenure.Beat ? [last] : [last, last with { Beat = tenure.Asked }];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of this process cannot be renewed: {Reason}")]
    private partial void LogNotRenewed(string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The lease of node {Node} could not be renewed in time. Its runs are stopped; others may take its jobs."
    )]
    private partial void LogOver(string node);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Node {Node} was taken for dead and has been ended. Its runs are stopped; others may take its jobs."
    )]
    private partial void LogEnded(string node);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The store did not hear that this process leaves: {Reason}")]
    private partial void LogNotLeft(string reason);
}
