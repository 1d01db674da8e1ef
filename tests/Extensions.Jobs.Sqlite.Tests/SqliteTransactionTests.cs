using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Jobs in transactions of the caller.</summary>
public sealed class SqliteTransactionTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteJobStore _store;

    public SqliteTransactionTests() => _store = _file.OpenStore(busyTimeout: TimeSpan.FromMilliseconds(200));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_wakes_a_claim_when_its_transaction_is_committed()
    {
        await _store.BeatAsync(Sample.Node("a"));
        var waiting = _store.ClaimAsync("a");
        using var connection = await ConnectAsync();
        using var transaction = connection.BeginTransaction();
        var job = Sample.NewJob();
        Assert.Equal(JobAdded.Added, await AddAsync(job, JobLimits.None, transaction));

        await transaction.CommitAsync(Cancellation);

        Assert.Equal(job.Header.Id, Assert.Single(await waiting).Header.Id);
    }

    [Fact]
    public async Task The_rows_of_the_caller_and_the_job_stand_or_fall_together()
    {
        using var connection = await ConnectAsync();
        Execute(connection, "CREATE TABLE orders (id)");
        var (lost, kept) = (Sample.NewJob(), Sample.NewJob());
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "INSERT INTO orders VALUES (1)", transaction);
            await AddAsync(lost, JobLimits.None, transaction);
        }

        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "INSERT INTO orders VALUES (2)", transaction);
            await AddAsync(kept, JobLimits.None, transaction);
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(2L, Execute(connection, "SELECT SUM(id) FROM orders"));
        Assert.Equal([kept.Header.Id], await _store.FindIdsAsync(lost.Header.Id, kept.Header.Id));
    }

    [Fact]
    public async Task Keys_and_limits_hold_in_a_transaction()
    {
        var key = new JobKey("k", "f", Sample.Now.AddDays(1));
        var first = Sample.NewJob(job => job with { Key = key });
        using var connection = await ConnectAsync();
        using var transaction = connection.BeginTransaction();

        Assert.Equal(JobAdded.Added, await AddAsync(first, new JobLimits(1), transaction));
        Assert.Equal(JobAdded.Added, await AddAsync(first, new JobLimits(1), transaction));
        var again = await AddAsync(Sample.NewJob(job => job with { Key = key }), new JobLimits(1), transaction);
        Assert.Equal(first.Header, again.Existing);
        var other = await AddAsync(Sample.NewJob(), new JobLimits(1), transaction);
        Assert.Equal(JobLimit.QueueLength, other.Refused);
    }

    [Fact]
    public async Task A_bad_job_leaves_the_transaction_as_it_was()
    {
        using var connection = await ConnectAsync();
        using var transaction = connection.BeginTransaction();
        var good = Sample.NewJob();
        var bad = Sample.NewJob();
        bad = bad with { Header = bad.Header with { Name = null! } };

        await Assert.ThrowsAsync<SqliteException>(() => AddAsync(bad, JobLimits.None, transaction));
        await AddAsync(good, JobLimits.None, transaction);
        await transaction.CommitAsync(Cancellation);

        Assert.Equal([good.Header.Id], await _store.FindIdsAsync(good.Header.Id, bad.Header.Id));
    }

    [Fact]
    public async Task A_transaction_on_another_file_is_refused()
    {
        using var other = new TemporaryFile();
        using var connection = new SqliteConnection(other.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            AddAsync(Sample.NewJob(), JobLimits.None, transaction)
        );

        Assert.Contains("Begin it on the same file.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        using var connection = await ConnectAsync();
        var transaction = connection.BeginTransaction();
        await transaction.CommitAsync(Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(Sample.NewJob(), JobLimits.None, transaction));
    }

    [Fact]
    public async Task A_transaction_that_has_read_what_is_old_is_told_how_to_begin()
    {
        using var connection = await ConnectAsync();
        using var transaction = connection.BeginTransaction(deferred: true);
        Execute(connection, "SELECT COUNT(*) FROM jobs", transaction);
        await _store.AddAsync(Sample.NewJob());

        var refused = await Assert.ThrowsAsync<JobStoreException>(() =>
            AddAsync(Sample.NewJob(), JobLimits.None, transaction)
        );

        Assert.Contains("BeginTransaction(deferred: false)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_waits_for_another_is_refused_in_the_end()
    {
        using var connection = await ConnectAsync();
        using var holding = connection.BeginTransaction();
        using var other = await ConnectAsync();
        using var transaction = other.BeginTransaction(deferred: true);

        var refused = await Assert.ThrowsAsync<JobStoreException>(() =>
            AddAsync(Sample.NewJob(), JobLimits.None, transaction)
        );

        Assert.Contains("was locked by others for too long", refused.Message, StringComparison.Ordinal);
        await holding.RollbackAsync(Cancellation);
        Assert.Equal(JobAdded.Added, await AddAsync(Sample.NewJob(), JobLimits.None, transaction));
    }

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        await _store.FindIdsAsync("x");
        var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private Task<JobAdded> AddAsync(Job job, JobLimits limits, SqliteTransaction transaction) =>
        _store.Repository.AddAsync(job, limits, transaction, Cancellation);

    private static object? Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command.ExecuteScalar();
    }
}
