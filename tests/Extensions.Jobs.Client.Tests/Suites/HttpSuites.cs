namespace Extensions.Jobs.Client.Tests.Suites;

public sealed class HttpJobClientTests() : JobClientTests(new HttpHost());

public sealed class HttpJobClientStoppingTests() : JobClientStoppingTests(new HttpHost());

public sealed class HttpJobClientKeyTests() : JobClientKeyTests(new HttpHost());

public sealed class HttpJobClientVersionTests() : JobClientVersionTests(new HttpHost());

public sealed class HttpJobClientListTests() : JobClientListTests(new HttpHost());
