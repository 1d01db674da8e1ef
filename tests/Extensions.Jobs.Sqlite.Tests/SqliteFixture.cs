using System.Data.Common;
using Extensions.Jobs.Specification;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite.Tests;

public sealed class SqliteFixture : JobStoreFixture
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteClock _clock = new();

    public override bool SupportsTransactions => true;

    public override bool SeesDeadNodes => true;

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Move(time);
        return Task.CompletedTask;
    }

    public override async Task<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await connection.BeginTransactionAsync(cancellationToken);
    }

    protected override Task<JobStoreHandle> OpenHandleAsync(CancellationToken cancellationToken)
    {
        var store = _file.OpenStore(_clock);
        return Task.FromResult(
            new JobStoreHandle(
                store.Repository,
                store.Queue,
                store.Notifier,
                () =>
                {
                    store.Dispose();
                    return ValueTask.CompletedTask;
                }
            )
        );
    }

    protected override ValueTask DeleteStoreAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
