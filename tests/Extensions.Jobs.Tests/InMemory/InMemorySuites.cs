using Extensions.Jobs.Specification;

namespace Extensions.Jobs.Tests.InMemory;

public sealed class InMemoryJobAddingTests : JobAddingTests<InMemoryFixture>;

public sealed class InMemoryJobClaimOrderTests : JobClaimOrderTests<InMemoryFixture>;

public sealed class InMemoryJobClaimRaceTests : JobClaimRaceTests<InMemoryFixture>;

public sealed class InMemoryJobClaimTests : JobClaimTests<InMemoryFixture>;

public sealed class InMemoryJobClaimWaitTests : JobClaimWaitTests<InMemoryFixture>;

public sealed class InMemoryJobCountTests : JobCountTests<InMemoryFixture>;

public sealed class InMemoryJobDemandTests : JobDemandTests<InMemoryFixture>;

public sealed class InMemoryJobFindingTests : JobFindingTests<InMemoryFixture>;

public sealed class InMemoryJobFreshClaimTests : JobFreshClaimTests<InMemoryFixture>;

public sealed class InMemoryJobKeyTests : JobKeyTests<InMemoryFixture>;

public sealed class InMemoryJobLimitTests : JobLimitTests<InMemoryFixture>;

public sealed class InMemoryJobListTests : JobListTests<InMemoryFixture>;

public sealed class InMemoryJobNotifierTests : JobNotifierTests<InMemoryFixture>;

public sealed class InMemoryJobPayloadTests : JobPayloadTests<InMemoryFixture>;

public sealed class InMemoryJobPurgeTests : JobPurgeTests<InMemoryFixture>;

public sealed class InMemoryJobRaceTests : JobRaceTests<InMemoryFixture>;

public sealed class InMemoryJobRoundTripTests : JobRoundTripTests<InMemoryFixture>;

public sealed class InMemoryJobStateFilterTests : JobStateFilterTests<InMemoryFixture>;

public sealed class InMemoryJobTransactionTests : JobTransactionTests<InMemoryFixture>;

public sealed class InMemoryJobUpdatingTests : JobUpdatingTests<InMemoryFixture>;

public sealed class InMemoryJobUpkeepSetTests : JobUpkeepSetTests<InMemoryFixture>;

public sealed class InMemoryNodeBeatTests : NodeBeatTests<InMemoryFixture>;

public sealed class InMemoryNodeJobsTests : NodeJobsTests<InMemoryFixture>;

public sealed class InMemoryStoreTimeTests : StoreTimeTests<InMemoryFixture>;

public sealed class InMemorySuites
{
    [Fact]
    public void No_suite_is_left_out() => JobSuites.AssertAllDerived(typeof(InMemorySuites).Assembly);
}
