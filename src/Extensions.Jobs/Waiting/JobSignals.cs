using System.Threading.Channels;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs;

/// <summary>Tells of saved versions: whoever waits in this process at once, the other nodes in groups through the notifier.</summary>
internal sealed partial class JobSignals(IJobNotifier notifier, JobWatch watch, ILogger<JobSignals> logger)
{
    private const int MaxGroup = 256;

    /// <summary>A burst beyond this loses signals, which are hints.</summary>
    private readonly Channel<JobSignal> _signals = Channel.CreateBounded<JobSignal>(
        new BoundedChannelOptions(100_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    public void Publish(JobHeader header)
    {
        watch.Seen(header);
        _signals.Writer.TryWrite(new JobSignal(header.Id, header.Version));
    }

    /// <summary>Publishes until cancelled, and then what is left.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var stop = stopping.Register(
            static writer => ((ChannelWriter<JobSignal>)writer!).TryComplete(),
            _signals.Writer
        );
        while (await _signals.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            List<JobSignal> group = [];
            while (group.Count < MaxGroup && _signals.Reader.TryRead(out var signal))
            {
                group.Add(signal);
            }

            try
            {
                await notifier.PublishAsync(group, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                LogLost(group.Count, failure.Message);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "{Count} signals to other nodes were lost, they will notice by themselves: {Reason}"
    )]
    private partial void LogLost(int count, string reason);
}
