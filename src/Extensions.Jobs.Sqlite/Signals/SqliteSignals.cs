using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>Who waits in this process, and what wakes them. Thread-safe.</summary>
internal sealed class SqliteSignals : IDisposable
{
    private static readonly JobSignal[] _any = [JobSignal.Any];
    private readonly ForeignCommits _foreign;

    public SqliteSignals(SqliteFile file) => _foreign = new ForeignCommits(file, WakeAll);

    public JobSubscriptions Subscriptions { get; } = new();

    public WaitingClaims Claims { get; } = new();

    /// <summary>Wakes all when others commit, until it is disposed.</summary>
    public IDisposable ListenToOthers() => _foreign.Listen();

    public void Dispose() => _foreign.Dispose();

    private void WakeAll()
    {
        Claims.WakeAll();
        Subscriptions.Publish(_any);
    }
}
