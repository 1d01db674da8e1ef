using System.Collections.Immutable;
using System.Threading.Channels;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>The claims of this process that look for work, or wait for it. Thread-safe.</summary>
internal sealed class WaitingClaims
{
    private ImmutableArray<WaitingClaim> _all = [];

    public WaitingClaim Add(IReadOnlyList<JobDemand> demand)
    {
        var claim = new WaitingClaim(this, demand);
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Add(one), claim);
        return claim;
    }

    public void Remove(WaitingClaim claim) =>
        ImmutableInterlocked.Update(ref _all, static (all, one) => all.Remove(one), claim);

    /// <summary>Wakes those that want one of these.</summary>
    public void Wake(IReadOnlyList<JobHeader> jobs)
    {
        foreach (var claim in _all)
        {
            claim.Wake(jobs);
        }
    }

    public void WakeAll()
    {
        foreach (var claim in _all)
        {
            claim.Wake();
        }
    }
}

/// <summary>One claim. Woken while it looks, it looks again; many hints are as good as one.</summary>
internal sealed class WaitingClaim(WaitingClaims all, IReadOnlyList<JobDemand> demand) : IDisposable
{
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(1);

    public void Wake() => _hints.Writer.TryWrite(true);

    public void Wake(IReadOnlyList<JobHeader> jobs)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            if (demand.Any(type => type.Slots > 0 && type.Names.Contains(jobs[i].Name)))
            {
                Wake();
                return;
            }
        }
    }

    /// <summary>Waits for a hint, or until cancelled.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _hints.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at its token.
        }
    }

    public void Dispose() => all.Remove(this);
}
