namespace Extensions.Jobs.Client.Tests.Suites;

public sealed class HttpJobClientTests() : JobClientTests(new HttpHost());

public sealed class HttpJobClientStoppingTests() : JobClientStoppingTests(new HttpHost());
