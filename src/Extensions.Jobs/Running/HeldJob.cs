namespace Extensions.Jobs;

/// <summary>The job of one run, as the run knows it: every write goes through here, and every header that is seen.</summary>
internal sealed class HeldJob(JobHeader claimed, RunStop stop, JobWriter writer)
{
    private JobHeader _header = claimed;

    public string Id { get; } = claimed.Id;

    public long Claim { get; } = claimed.Claim;

    /// <summary>Applies a transition of this run. One at a time.</summary>
    public async Task<JobWrite> ApplyAsync(Func<JobHeader, DateTimeOffset, JobUpdate?> transition)
    {
        var write = await writer.ApplyAsync(_header, transition, CancellationToken.None).ConfigureAwait(false);
        _header = write.Header ?? _header;
        return write;
    }

    /// <summary>Stops the run if the job was asked to stop, or is another's by now.</summary>
    /// <param name="header">What was seen; null: the job is gone.</param>
    public void Notice(JobHeader? header)
    {
        if (header is null || (header.Version > Claim && !header.IsHeldBy(Claim)))
        {
            stop.Ask(JobStopCause.LeaseLost);
        }
        else if (header.StopRequested)
        {
            stop.Ask(header.DeleteRequested is null ? JobStopCause.CancelRequested : JobStopCause.DeleteRequested);
        }
    }
}
