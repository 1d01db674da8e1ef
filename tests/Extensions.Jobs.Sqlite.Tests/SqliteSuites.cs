using Extensions.Jobs.Specification;

namespace Extensions.Jobs.Sqlite.Tests;

public sealed class SqliteJobAddingTests : JobAddingTests<SqliteFixture>;

public sealed class SqliteJobClaimOrderTests : JobClaimOrderTests<SqliteFixture>;

public sealed class SqliteJobClaimRaceTests : JobClaimRaceTests<SqliteFixture>;

public sealed class SqliteJobClaimTests : JobClaimTests<SqliteFixture>;

public sealed class SqliteJobClaimWaitTests : JobClaimWaitTests<SqliteFixture>;

public sealed class SqliteJobCountTests : JobCountTests<SqliteFixture>;

public sealed class SqliteJobDemandTests : JobDemandTests<SqliteFixture>;

public sealed class SqliteJobFindingTests : JobFindingTests<SqliteFixture>;

public sealed class SqliteJobFreshClaimTests : JobFreshClaimTests<SqliteFixture>;

public sealed class SqliteJobKeyTests : JobKeyTests<SqliteFixture>;

public sealed class SqliteJobLimitTests : JobLimitTests<SqliteFixture>;

public sealed class SqliteJobListTests : JobListTests<SqliteFixture>;

public sealed class SqliteJobNotifierTests : JobNotifierTests<SqliteFixture>;

public sealed class SqliteJobPayloadTests : JobPayloadTests<SqliteFixture>;

public sealed class SqliteJobPurgeTests : JobPurgeTests<SqliteFixture>;

public sealed class SqliteJobRaceTests : JobRaceTests<SqliteFixture>;

public sealed class SqliteJobRoundTripTests : JobRoundTripTests<SqliteFixture>;

public sealed class SqliteJobStateFilterTests : JobStateFilterTests<SqliteFixture>;

public sealed class SqliteJobTransactionTests : JobTransactionTests<SqliteFixture>;

public sealed class SqliteJobUpdatingTests : JobUpdatingTests<SqliteFixture>;

public sealed class SqliteJobUpkeepSetTests : JobUpkeepSetTests<SqliteFixture>;

public sealed class SqliteNodeBeatTests : NodeBeatTests<SqliteFixture>;

public sealed class SqliteNodeJobsTests : NodeJobsTests<SqliteFixture>;

public sealed class SqliteStoreTimeTests : StoreTimeTests<SqliteFixture>;

public sealed class SqliteSuites
{
    [Fact]
    public void No_suite_is_left_out() => JobSuites.AssertAllDerived(typeof(SqliteSuites).Assembly);
}
