using Extensions.Jobs.Specification;

namespace Extensions.Jobs.Sqlite.Tests;

public sealed class SqliteJobAddingTests : JobAddingTests<SqliteFixture>;

public sealed class SqliteJobKeyTests : JobKeyTests<SqliteFixture>;

public sealed class SqliteJobLimitTests : JobLimitTests<SqliteFixture>;

public sealed class SqliteJobTransactionTests : JobTransactionTests<SqliteFixture>;

public sealed class SqliteSuiteTests
{
    [Fact]
    public void All_suites_are_derived() => JobSuites.AssertAllDerived(typeof(SqliteFixture).Assembly);
}
