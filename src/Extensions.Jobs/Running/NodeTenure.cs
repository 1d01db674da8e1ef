namespace Extensions.Jobs;

/// <summary>One node id and the time for which its lease is held. When it is lost, the process goes on under another.</summary>
internal sealed class NodeTenure
{
    private readonly CancellationTokenSource _lost = new();

    /// <summary>The id under which jobs are claimed.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The beat that the store has last taken; -1 before the first.</summary>
    public long Beat { get; set; } = -1;

    /// <summary>The beat that the store was last asked to take: perhaps it has, and the answer was lost.</summary>
    public long Asked { get; set; } = -1;

    /// <summary>Cancelled when the lease is lost: what runs under it must stop.</summary>
    public CancellationToken Lost => _lost.Token;

    public Task LoseAsync() => _lost.CancelAsync();
}
