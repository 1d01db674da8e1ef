using Extensions.Jobs.Specification;

namespace Provider;

public sealed class MemoryJobAddingTests : JobAddingTests<MemoryFixture>;

public sealed class MemoryJobClaimRaceTests : JobClaimRaceTests<MemoryFixture>;

public sealed class MemoryJobClaimTests : JobClaimTests<MemoryFixture>;
