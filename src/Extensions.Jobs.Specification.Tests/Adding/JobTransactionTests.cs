using System.Data;
using System.Data.Common;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>A job that is added in the caller's transaction is there when that is committed.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobTransactionTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_job_is_there_when_the_transaction_is_committed()
    {
        var job = Sample.New(await Repository.NowAsync(Cancellation));
        if (await RefusesTransactionsAsync(job))
        {
            return;
        }

        await using var connection = await AddInTransactionAsync(job, transaction => transaction.CommitAsync());

        Assert.Equal(job.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task A_job_is_not_there_when_the_transaction_is_rolled_back()
    {
        var job = Sample.New(await Repository.NowAsync(Cancellation));
        if (await RefusesTransactionsAsync(job))
        {
            return;
        }

        await using var connection = await AddInTransactionAsync(job, transaction => transaction.RollbackAsync());

        Assert.Null(await Repository.FindAsync(job.Header.Id, Cancellation));
    }

    [Fact]
    public async Task A_transaction_of_another_store_is_refused()
    {
        var job = Sample.New(await Repository.NowAsync(Cancellation));
        if (await RefusesTransactionsAsync(job))
        {
            return;
        }

        using var foreign = new ForeignTransaction();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Repository.AddAsync(job, JobLimits.None, foreign, Cancellation)
        );
    }

    // A store without transactions must say so, and add nothing.
    private async Task<bool> RefusesTransactionsAsync(Job job)
    {
        if (Fixture.SupportsTransactions)
        {
            return false;
        }

        using var foreign = new ForeignTransaction();
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Repository.AddAsync(job, JobLimits.None, foreign, Cancellation)
        );
        Assert.Null(await Repository.FindAsync(job.Header.Id, Cancellation));
        return true;
    }

    private async Task<DbConnection> AddInTransactionAsync(Job job, Func<DbTransaction, Task> end)
    {
        await using var transaction = await Fixture.BeginTransactionAsync(Cancellation);
        var connection = transaction.Connection!;
        Assert.Equal(JobAdded.Added, await Repository.AddAsync(job, JobLimits.None, transaction, Cancellation));
        await end(transaction);
        return connection;
    }

    private sealed class ForeignTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;

        protected override DbConnection? DbConnection => null;

        public override void Commit() { }

        public override void Rollback() { }
    }
}
