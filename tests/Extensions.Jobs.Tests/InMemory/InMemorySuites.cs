using Extensions.Jobs.Specification;

namespace Extensions.Jobs.Tests.InMemory;

public sealed class InMemoryJobAddingTests : JobAddingTests<InMemoryFixture>;

public sealed class InMemoryJobKeyTests : JobKeyTests<InMemoryFixture>;

public sealed class InMemoryJobLimitTests : JobLimitTests<InMemoryFixture>;

public sealed class InMemoryJobTransactionTests : JobTransactionTests<InMemoryFixture>;

public sealed class InMemorySuites
{
    [Fact]
    public void No_suite_is_left_out() => JobSuites.AssertAllDerived(typeof(InMemorySuites).Assembly);
}
