namespace Extensions.Jobs.Client.Tests.Suites;

public sealed class InProcessJobClientTests() : JobClientTests(new InProcessHost());

public sealed class InProcessJobClientStoppingTests() : JobClientStoppingTests(new InProcessHost());

public sealed class InProcessJobClientKeyTests() : JobClientKeyTests(new InProcessHost());

public sealed class InProcessJobClientVersionTests() : JobClientVersionTests(new InProcessHost());

public sealed class InProcessJobClientListTests() : JobClientListTests(new InProcessHost());
